// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.turn.stun.ConnectionId;
import dev.switchboard.turn.stun.DontFragment;
import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.EvenPort;
import dev.switchboard.turn.stun.IpAddress;
import dev.switchboard.turn.stun.RequestedAddressFamily;
import dev.switchboard.turn.stun.ReservationToken;
import dev.switchboard.turn.stun.StunAttribute;
import dev.switchboard.turn.stun.StunMessage;
import dev.switchboard.turn.stun.StunMethod;
import dev.switchboard.turn.stun.XorPeerAddress;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 6062: what a TCP relay will not do.
final class TcpRefusalTest {
  private Lab lab;
  private Lab safe;
  private ServerSocket listening;

  @BeforeEach
  void open() throws IOException {
    lab = Lab.open();
    safe = Lab.open(Lab.safe());
    listening = TcpClient.listen();
  }

  @AfterEach
  void close() throws IOException {
    lab.close();
    safe.close();
    listening.close();
  }

  @Test
  void onlyAStreamGetsATcpRelay() throws IOException {
    StunMessage answer = lab.client().request(StunMethod.ALLOCATE, TcpClient.tcp());
    assertThat(TestClient.code(answer)).isEqualTo(400);
    StunMessage bind = lab.client().request(StunMethod.CONNECTION_BIND, new ConnectionId(1));
    assertThat(TestClient.code(bind)).isEqualTo(400);
  }

  @Test
  void aTcpRelayKnowsNoFragmentsPairsAndReservations() throws IOException {
    for (StunAttribute each :
        List.of(new DontFragment(), new EvenPort(false), new ReservationToken(7))) {
      StunMessage answer =
          new TcpClient(lab).control.request(StunMethod.ALLOCATE, TcpClient.tcp(each));
      assertThat(TestClient.code(answer)).as("" + each).isEqualTo(400);
    }
  }

  @Test
  void aConnectHasItsErrors() throws IOException {
    TcpClient client = new TcpClient(lab);
    Endpoint peer = TcpClient.at(listening);
    assertThat(TestClient.code(client.connect(peer))).as("no allocation").isEqualTo(437);
    Endpoint relay = client.allocate();
    assertThat(TestClient.code(client.control.request(StunMethod.CONNECT)))
        .as("no peer")
        .isEqualTo(400);
    assertThat(code(client, "::1", 80)).as("other family").isEqualTo(443);
    assertThat(code(client, "10.0.0.1", 80)).as("not public").isEqualTo(403);
    assertThat(code(client, "127.6.6.6", 80)).as("the hook").isEqualTo(403);
    assertThat(TestClient.code(client.connect(relay))).as("itself").isEqualTo(403);
    client.connected(peer);
    assertThat(TestClient.code(client.connect(peer))).as("twice").isEqualTo(446);
    int free = closedPort();
    assertThat(code(client, "127.0.0.1", free)).as("nobody listens").isEqualTo(447);
    assertThat(TestClient.code(client.control.bind(0x4000, peer))).as("channel").isEqualTo(400);
  }

  private static int closedPort() throws IOException {
    try (ServerSocket closed = TcpClient.listen()) {
      return closed.getLocalPort();
    }
  }

  @Test
  void aUdpRelayDoesNotConnect() throws IOException {
    TcpClient client = new TcpClient(lab);
    client.control.allocate();
    assertThat(TestClient.code(client.connect(TcpClient.at(listening)))).isEqualTo(400);
  }

  @Test
  void aConnectionIsForItsOwnerOnly() throws IOException {
    TcpClient client = new TcpClient(lab);
    client.allocate();
    int id = client.connected(TcpClient.at(listening));
    TestClient other = client.data();
    other.user = "lab2";
    assertThat(TestClient.code(other.request(StunMethod.CONNECTION_BIND, new ConnectionId(id))))
        .isEqualTo(441);
    client.bound(id).close();
  }

  @Test
  void aControlConnectionDoesNotBecomeData() throws IOException {
    TcpClient client = new TcpClient(lab);
    client.allocate();
    int id = client.connected(TcpClient.at(listening));
    assertThat(
            TestClient.code(
                client.control.request(StunMethod.CONNECTION_BIND, new ConnectionId(id))))
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "0.0.0.0",
        "10.0.0.1",
        "100.64.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "192.168.1.1",
        "255.255.255.255",
        "::1",
        "::",
        "fc00::1",
        "fe80::1",
        "64:ff9b::a00:1",
        "2002:a00:1::1",
        "::7f00:1",
      })
  void throughATcpRelayNobodyReachesThePrivateNetwork(String address) throws IOException {
    IpAddress ip = IpAddress.of(address);
    try (ServerSocket everywhere = new ServerSocket(0, 5, InetAddress.ofLiteral("::"))) {
      everywhere.setSoTimeout(1);
      TcpClient client = new TcpClient(safe);
      client.allocate(new RequestedAddressFamily(ip.family().number()));
      Endpoint peer = new Endpoint(ip, everywhere.getLocalPort());
      assertThat(TestClient.code(client.connect(peer))).isEqualTo(403);
      assertThat(TestClient.code(client.control.permit(peer)))
          .isEqualTo(ip.equals(Lab.HERE) || ip.equals(Lab.HERE_V6) ? 0 : 403);
      assertThatThrownBy(everywhere::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void mappedAddressesHideNothingFromATcpRelay() throws IOException {
    TcpClient client = new TcpClient(safe);
    client.allocate(new RequestedAddressFamily(2));
    IpAddress mapped = IpAddress.v6(0, 0xffff_7f00_0001L);
    Endpoint peer = new Endpoint(mapped, listening.getLocalPort());
    assertThat(TestClient.code(client.connect(peer))).isEqualTo(403);
  }

  @Test
  void twoTcpRelaysOfTheServerReachEachOtherAndNoUdpPortThere() throws IOException {
    TcpClient alice = new TcpClient(safe);
    TcpClient bob = new TcpClient(safe);
    Endpoint bobs = bob.allocate();
    Endpoint alices = alice.allocate();
    TestClient.require(bob.control.permit(alices));
    int id = alice.connected(bobs);
    StunMessage attempt = bob.control.read();
    assertThat(attempt.first(XorPeerAddress.class)).contains(new XorPeerAddress(alices));
    try (Socket one = alice.bound(id);
        Socket other = bob.bound(TcpClient.id(attempt))) {
      one.getOutputStream().write(7);
      assertThat(other.getInputStream().read()).isEqualTo(7);
    }
    Endpoint udp = safe.client().allocate();
    try (ServerSocket same = new ServerSocket(udp.port(), 5, udp.ip().toInetAddress())) {
      assertThat(same.isBound()).isTrue();
      assertThat(TestClient.code(alice.connect(udp))).isEqualTo(403);
    }
  }

  @Test
  void connectionsOfARelayAreFewAndUnboundOnesFewer() throws IOException {
    // On one loop: else the relay may hear of a ConnectionBind after the client has its answer.
    try (Lab narrow = Lab.open(with(new TurnLimits.TcpRelays(3, 2, 100)).withLoops(1))) {
      TcpClient client = new TcpClient(narrow);
      client.allocate();
      List<Closeable> open = new ArrayList<>();
      open.add(client.bound(connected(client, open)));
      connected(client, open);
      int last = connected(client, open);
      assertThat(TestClient.code(client.connect(listening(open)))).as("unbound").isEqualTo(508);
      open.add(client.bound(last));
      assertThat(TestClient.code(client.connect(listening(open)))).as("all").isEqualTo(508);
      for (Closeable each : open) {
        each.close();
      }
    }
  }

  private static int connected(TcpClient client, List<Closeable> open) throws IOException {
    return client.connected(listening(open));
  }

  private static Endpoint listening(List<Closeable> open) throws IOException {
    ServerSocket peer = TcpClient.listen();
    open.add(peer);
    return TcpClient.at(peer);
  }

  @Test
  void withoutConnectionsThereAreNoTcpRelays() throws IOException {
    try (Lab none = Lab.open(with(new TurnLimits.TcpRelays(0, 8, 100)))) {
      TestClient client = new TcpClient(none).control;
      assertThat(TestClient.code(client.request(StunMethod.ALLOCATE, TcpClient.tcp())))
          .isEqualTo(442);
      assertThat(client.allocate()).as("over UDP").isNotNull();
    }
  }

  private static TurnConfig with(TurnLimits.TcpRelays relays) {
    return Lab.config().withLimits(TurnLimits.DEFAULT.withTcpRelays(relays));
  }

  @Test
  void anAddressHasOnlySoManyConnectionsWithPeers() throws IOException {
    try (Lab narrow = Lab.open(with(new TurnLimits.TcpRelays(32, 8, 3)));
        ServerSocket other = TcpClient.listen()) {
      TcpClient one = new TcpClient(narrow);
      TcpClient two = new TcpClient(narrow);
      one.allocate();
      two.allocate();
      one.connected(TcpClient.at(listening));
      one.connected(TcpClient.at(other));
      two.connected(TcpClient.at(listening));
      assertThat(TestClient.code(two.connect(TcpClient.at(other)))).isEqualTo(508);
      one.control.close();
      Awaiting.until(() -> TestClient.code(two.connect(TcpClient.at(other))) == 0);
    }
  }

  @Test
  void aConnectThatNobodyAnswersTimesOut() throws IOException {
    // A queue of one that is full: the system lets further ones wait.
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      List<Socket> waiting = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        waiting.add(new Socket(full.getInetAddress(), full.getLocalPort()));
      }
      TcpClient client = new TcpClient(lab);
      client.allocate();
      TestClient control = client.control;
      StunAttribute peer = new XorPeerAddress(TcpClient.at(full));
      control.wire.send(control.written(StunMethod.CONNECT, peer));
      assertThat(TestClient.code(control.request(StunMethod.CONNECT, peer))).isEqualTo(446);
      lab.pass(31);
      assertThat(TestClient.code(control.read())).isEqualTo(447);
      for (Socket each : waiting) {
        each.close();
      }
    }
  }

  private static int code(TcpClient client, String ip, int port) throws IOException {
    return TestClient.code(client.connect(new Endpoint(IpAddress.of(ip), port)));
  }
}
