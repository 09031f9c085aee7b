// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.IpAddress;
import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/// One event loop with sockets of Linux, without a server. For the test's thread.
final class NativeLoop implements AutoCloseable {
  private final MultiThreadIoEventLoopGroup group;
  private final IoEventLoop loop;
  private final NativeSockets sockets;

  /// @param shares whether packets that are sent may share ways through the kernel
  /// @param together whether packets that are received may come together
  NativeLoop(TurnTransport transport, boolean shares, boolean together) {
    assumeTrue(transport.isAvailable(), () -> "this machine has no " + transport);
    assumeTrue(!shares || SegmentedSender.isSupported(), "this kernel has no UDP_SEGMENT");
    assumeTrue(!together || SegmentedReceiver.isSupported(), "this kernel has no UDP_GRO");
    group = new MultiThreadIoEventLoopGroup(1, transport.handlers());
    loop = group.next();
    sockets = new NativeSockets(loop, shares, together);
  }

  NativeSocket open(IpAddress at, boolean door, UdpSocket.Receiver receiver) throws Exception {
    return (NativeSocket) call(() -> sockets.open(new Endpoint(at, 0), door, receiver));
  }

  /// Does something on the loop and waits for it.
  void run(Runnable task) throws Exception {
    loop.submit(task).get();
  }

  /// The same, with an answer.
  <T> T call(Callable<T> task) throws Exception {
    return loop.submit(task).get();
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
