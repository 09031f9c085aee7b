// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a connection leaves behind on its loop: nothing that waits for it longer than it lived.
final class ClosedConnectionTest {
  private final Queue<ScheduledFuture<?>> timers = new ConcurrentLinkedQueue<>();
  private MultiThreadIoEventLoopGroup group;
  private Lab lab;

  @BeforeEach
  void open() throws IOException {
    group = new Watched();
    lab = Lab.open(Lab.config(), group);
  }

  @AfterEach
  void close() throws IOException {
    lab.close();
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  /// Loops that remember what they were told to do later.
  private final class Watched extends MultiThreadIoEventLoopGroup {
    Watched() {
      super(2, TurnTransport.best().handlers());
    }

    @Override
    protected IoEventLoop newChild(Executor executor, IoHandlerFactory handlers, Object... more) {
      return new SingleThreadIoEventLoop(this, executor, handlers) {
        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
          ScheduledFuture<?> timer = super.schedule(task, delay, unit);
          if (unit.toSeconds(delay) > 5) {
            timers.add(timer);
          }
          return timer;
        }
      };
    }
  }

  @Test
  void theTimerOfAClientEndsWithIt() throws IOException {
    TestClient client = lab.client(Streams.tcp(lab.tcp()));
    client.allocate();
    assertThat(timers).anyMatch(timer -> !timer.isDone());
    client.close();
    assertNoneRuns();
  }

  @Test
  void theTimersOfADataConnectionEndWithIt() throws IOException {
    try (ServerSocket listening = TcpClient.listen()) {
      TcpClient client = new TcpClient(lab);
      client.allocate();
      int id = client.connected(TcpClient.at(listening));
      try (Socket peer = TcpClient.accept(listening);
          Socket data = client.bound(id)) {
        peer.shutdownOutput();
        assertThat(data.getInputStream().read()).isEqualTo(-1);
      }
      client.control.close();
      assertNoneRuns();
    }
  }

  private void assertNoneRuns() throws IOException {
    Awaiting.until(() -> timers.stream().allMatch(ScheduledFuture::isDone));
  }
}
