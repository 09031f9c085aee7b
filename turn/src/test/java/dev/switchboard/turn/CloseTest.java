// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.MobilityTicket;
import dev.switchboard.turn.stun.Opaque;
import dev.switchboard.turn.stun.StunMethod;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// When close returns, the system has back what the server had, though its loops go on. What the
/// test holds itself is counted too, and stays.
@ParameterizedClass
@EnumSource(
    value = TurnTransport.class,
    mode = EnumSource.Mode.EXCLUDE,
    names = "NIO") // There the JDK closes when a loop selects next.
final class CloseTest {
  @Parameter private TurnTransport transport;
  private MultiThreadIoEventLoopGroup group;
  private long before;

  /// The JDK opens descriptors of its own with the first sockets, and keeps them.
  @BeforeAll
  static void warmUp() throws IOException {
    try (Lab lab = Lab.open()) {
      lab.client().allocate();
      lab.client(Streams.tcp(lab.tcp())).allocate();
    }
  }

  @BeforeEach
  void begin() {
    assumeTrue(transport.isAvailable(), () -> "this machine has no " + transport);
    group = new MultiThreadIoEventLoopGroup(2, transport.handlers());
    before = Footprint.open();
  }

  @AfterEach
  void end() {
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @RepeatedTest(4)
  void relaysAreClosedWhoeverTheyBelongTo() throws IOException {
    try (Lab lab = Lab.open(Lab.config(), group)) {
      for (int i = 0; i < 5; i++) {
        lab.client().allocate();
        lab.client(Streams.tcp(lab.tcp())).allocate();
      }
      lab.server.close();
      assertOpen(before + 10);
    }
    assertOpen(before);
  }

  /// Some of them to the other loop, where nothing but a way back is left of them.
  @RepeatedTest(4)
  void relaysOfClientsThatMovedAreClosed() throws IOException {
    try (Lab lab = Lab.open(Lab.config(), group)) {
      MobilityTicket ask = new MobilityTicket(Opaque.copyOf(new byte[0]));
      TestPeer peer = lab.peer();
      for (int i = 0; i < 10; i++) {
        TestClient first = lab.client();
        var made = first.request(StunMethod.ALLOCATE, TestClient.withTransport(ask));
        TestClient.require(first.bind(0x4000, peer.address()));
        TestClient second = lab.client();
        MobilityTicket ticket = made.first(MobilityTicket.class).orElseThrow();
        TestClient.require(second.request(StunMethod.REFRESH, ticket));
        second.sendChannelData(0x4000, new byte[5]);
        assertThat(peer.receive()).hasSize(5);
      }
      lab.server.close();
      assertOpen(before + 21);
    }
  }

  @RepeatedTest(4)
  void connectionsOfTcpRelaysAreClosed() throws IOException {
    try (Lab lab = Lab.open(Lab.config(), group);
        ServerSocket one = TcpClient.listen();
        ServerSocket two = TcpClient.listen()) {
      TcpClient client = new TcpClient(lab);
      Endpoint relay = client.allocate();
      TestClient.require(client.control.permit(new Endpoint(Lab.HERE, 1)));
      try (Socket bound = client.bound(client.connected(TcpClient.at(one)));
          Socket peer = TcpClient.accept(one);
          Socket came = new Socket(relay.ip().toInetAddress(), relay.port())) {
        client.control.read();
        client.connected(TcpClient.at(two));
        lab.server.close();
        // The control connection, these three, two that listen, and one that waits to be accepted.
        assertThat(bound.isConnected() && peer.isConnected() && came.isConnected()).isTrue();
        assertOpen(before + 6);
      }
    }
    assertOpen(before);
  }

  /// Fewer may be: what earlier tests have left to the collector goes when it likes.
  private static void assertOpen(long most) {
    assertThat(Footprint.open()).isLessThanOrEqualTo(most);
  }
}
