// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.StunMethod;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// A server on event loops that belong to somebody else.
@ParameterizedClass
@EnumSource(TurnTransport.class)
final class BorrowedLoopsTest {
  @Parameter private TurnTransport transport;
  private MultiThreadIoEventLoopGroup group;

  @BeforeEach
  void begin() {
    assumeTrue(transport.isAvailable(), () -> "this machine has no " + transport);
    group = new MultiThreadIoEventLoopGroup(2, transport.handlers());
  }

  @AfterEach
  void end() {
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @Test
  void theKindOfLoopIsFoundOut() {
    assertThat(Loops.borrowed(group).transport()).isEqualTo(transport);
  }

  @Test
  void theyOutliveTheServerAndItsPortIsFree() throws IOException {
    int port = 0;
    for (int round = 0; round < 5; round++) {
      InetSocketAddress door = new Endpoint(Lab.HERE, port).toSocketAddress();
      TurnConfig config = TurnConfig.of(List.of(new Door.Udp(door)), Lab.config().relays());
      try (Lab lab = Lab.open(config, group)) {
        port = lab.udp().getPort();
        lab.client().allocate();
      }
      take(new Endpoint(Lab.HERE, port));
    }
    assertThat(group.isShuttingDown()).isFalse();
  }

  /// With NIO the JDK frees the port when the loop selects next.
  private void take(Endpoint endpoint) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    while (true) {
      try {
        new DatagramSocket(endpoint.toSocketAddress()).close();
        return;
      } catch (BindException e) {
        if (transport != TurnTransport.NIO || System.nanoTime() - deadline > 0) {
          throw e;
        }
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void aServerWhoseLoopsEndedFirstCanBeClosed() throws IOException {
    try (Lab lab = Lab.open(Lab.config(), group)) {
      lab.client().allocate();
      group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
  }

  /// Its sockets are closed by then, and for a second its loops still do what they are told.
  @Test
  void aServerWhoseLoopsAreEndingCanBeClosed() throws IOException {
    try (Lab lab = Lab.open(Lab.config(), group)) {
      lab.client().allocate();
      new TcpClient(lab).allocate();
      group.shutdownGracefully(1, 15, TimeUnit.SECONDS);
      Awaiting.until(() -> isFree(Endpoint.of(lab.udp())));
    }
  }

  private static boolean isFree(Endpoint endpoint) {
    try {
      new DatagramSocket(endpoint.toSocketAddress()).close();
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  @Test
  void whatPilesUpWhileALoopIsBusyArrivesWhole() throws Exception {
    try (Lab lab = Lab.open(Lab.config(), group)) {
      TestPeer peer = lab.peer();
      TestClient client = lab.client();
      client.allocate();
      TestClient.require(client.bind(0x4000, peer.address()));
      CountDownLatch busy = new CountDownLatch(1);
      group.forEach(loop -> loop.execute(() -> await(busy)));
      for (int i = 0; i < 100; i++) {
        client.sendChannelData(0x4000, new byte[1 + i]);
      }
      busy.countDown();
      for (int i = 0; i < 100; i++) {
        assertThat(peer.receive()).hasSize(1 + i);
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void itServesAConnectionThatSomebodyElseAccepted() throws IOException {
    try (Lab lab = Lab.open(Lab.config(), group)) {
      Channel door = foreignDoor(lab.server);
      InetSocketAddress address = (InetSocketAddress) door.localAddress();
      TestPeer peer = lab.peer();
      TestClient client = lab.client(Streams.tcp(address));
      Endpoint relay = client.allocate();
      TestClient.require(client.bind(0x4000, peer.address()));
      client.sendChannelData(0x4000, new byte[6]);
      assertThat(peer.receive()).hasSize(6);
      peer.send(new byte[7], relay);
      assertThat(client.wire.receive()).isEqualTo(TestClient.channelData(0x4000, new byte[7]));
      door.close().syncUninterruptibly();
    }
  }

  @Test
  void anAdoptedConnectionEndsWithTheServer() throws IOException {
    try (Socket socket = new Socket()) {
      Channel door;
      try (Lab lab = Lab.open(Lab.config(), group)) {
        door = foreignDoor(lab.server);
        socket.connect(door.localAddress());
        socket.setSoTimeout(Wire.PATIENCE_MILLIS);
        TestClient client = lab.client(Wire.stream(socket));
        TestClient.require(client.ask(StunMethod.BINDING));
        lab.server.close();
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
      }
      door.close().syncUninterruptibly();
    }
  }

  /// Accepts on the same loops, looks at what arrives first, and hands the connection over.
  private Channel foreignDoor(TurnServer server) {
    return new ServerBootstrap()
        .group(group)
        .channel(transport.tcp())
        .childHandler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                channel.pipeline().addLast(new Receptionist(server));
              }
            })
        .bind(new Endpoint(Lab.HERE, 0).toSocketAddress())
        .syncUninterruptibly()
        .channel();
  }

  private static final class Receptionist extends ChannelInboundHandlerAdapter {
    private final TurnServer server;

    Receptionist(TurnServer server) {
      this.server = server;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object first) {
      assertThat(((ByteBuf) first).readableBytes()).isPositive();
      server.accept(context.channel());
      context.fireChannelRead(first);
      context.pipeline().remove(this);
    }
  }
}
