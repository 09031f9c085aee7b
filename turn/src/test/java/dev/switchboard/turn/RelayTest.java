// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.switchboard.turn.stun.AdditionalAddressFamily;
import dev.switchboard.turn.stun.Data;
import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.IpAddress;
import dev.switchboard.turn.stun.Lifetime;
import dev.switchboard.turn.stun.Opaque;
import dev.switchboard.turn.stun.RequestedAddressFamily;
import dev.switchboard.turn.stun.StunClass;
import dev.switchboard.turn.stun.StunMessage;
import dev.switchboard.turn.stun.StunMethod;
import dev.switchboard.turn.stun.StunWriter;
import dev.switchboard.turn.stun.TransactionId;
import dev.switchboard.turn.stun.XorPeerAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(TurnTransport.class)
final class RelayTest {
  @Parameter private TurnTransport transport;
  private Lab lab;
  private TestPeer peer;

  @BeforeEach
  void open() throws IOException {
    lab = Lab.open(transport);
    peer = lab.peer();
  }

  @AfterEach
  void close() throws IOException {
    lab.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 172, 1200, 1400})
  void channelDataGoesBothWays(int size) throws IOException {
    assumeCarries(size);
    TestClient client = lab.client();
    Endpoint relay = client.allocate();
    TestClient.require(client.bind(0x4000, peer.address()));
    byte[] payload = payload(size);
    client.sendChannelData(0x4000, payload);
    assertThat(peer.receive()).isEqualTo(payload);
    assertThat(peer.from()).isEqualTo(relay);
    peer.send(payload, relay);
    assertThat(client.wire.receive()).isEqualTo(TestClient.channelData(0x4000, payload));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 171, 1200})
  void indicationsGoBothWays(int size) throws IOException {
    assumeCarries(size);
    TestClient client = lab.client();
    Endpoint relay = client.allocate();
    TestClient.require(client.permit(peer.address()));
    byte[] payload = payload(size);
    client.sendIndication(new XorPeerAddress(peer.address()), new Data(Opaque.copyOf(payload)));
    assertThat(peer.receive()).isEqualTo(payload);
    peer.send(payload, relay);
    assertIndication(client.read(), peer.address(), payload);
  }

  @Test
  void whatIsRelayedIsCountedWhileTheAllocationLives() throws IOException {
    TestClient client = lab.client();
    Endpoint relay = client.allocate();
    TestClient.require(client.permit(peer.address()));
    client.sendIndication(new XorPeerAddress(peer.address()), new Data(Opaque.copyOf(payload(7))));
    peer.receive();
    peer.send(payload(11), relay);
    client.read();
    assertThat(lab.server.traffic()).isEqualTo(new TurnTraffic(7, 11, 0));
    client.sendChannelData(0x4000, payload(100));
    TestClient.require(client.bind(0x4000, peer.address()));
    client.sendChannelData(0x4000, payload(100));
    peer.receive();
    assertThat(lab.server.traffic())
        .as("the first one came before its channel")
        .isEqualTo(new TurnTraffic(107, 11, 1));
    assertThat(lab.events).noneMatch(TurnEvent.Released.class::isInstance);
  }

  @Test
  void bothWaysOverIpv6() throws IOException {
    TestPeer six = lab.peer(Lab.HERE_V6);
    TestClient client = lab.client(Wire.udp(lab.udpV6()));
    Endpoint relay = client.allocate(new RequestedAddressFamily(2));
    TestClient.require(client.permit(six.address()));
    client.sendIndication(new XorPeerAddress(six.address()), new Data(Opaque.copyOf(payload(33))));
    assertThat(six.receive()).isEqualTo(payload(33));
    six.send(payload(34), relay);
    assertIndication(client.read(), six.address(), payload(34));
    TestClient.require(client.bind(0x4001, six.address()));
    six.send(payload(35), relay);
    assertThat(client.wire.receive()).isEqualTo(TestClient.channelData(0x4001, payload(35)));
  }

  @Test
  void oneAllocationReachesBothFamilies() throws IOException {
    TestPeer six = lab.peer(Lab.HERE_V6);
    TestClient client = lab.client();
    client.allocate(new AdditionalAddressFamily(2));
    TestClient.require(client.bind(0x4000, peer.address()));
    TestClient.require(client.bind(0x4001, six.address()));
    client.sendChannelData(0x4001, payload(6));
    client.sendChannelData(0x4000, payload(4));
    assertThat(six.receive()).isEqualTo(payload(6));
    assertThat(peer.receive()).isEqualTo(payload(4));
  }

  @Test
  void manyChannelsOfOneAllocationStayApart() throws IOException {
    TestClient client = lab.client();
    client.allocate();
    List<TestPeer> peers = new java.util.ArrayList<>();
    for (int i = 0; i < 20; i++) {
      peers.add(lab.peer());
      TestClient.require(client.bind(0x4000 + i * 37, peers.get(i).address()));
    }
    for (int i = 0; i < 20; i++) {
      client.sendChannelData(0x4000 + i * 37, payload(1 + i));
      assertThat(peers.get(i).receive()).isEqualTo(payload(1 + i));
    }
  }

  /// As over UDP; what is behind them arrives, however it is cut.
  @Test
  void overTcpMessagesThatAreTooLongAreDropped() throws IOException {
    TestClient client = lab.client(Streams.tcp(lab.tcp()));
    client.allocate();
    TestClient.require(client.bind(0x4000, peer.address()));
    for (int size : new int[] {1980, 1981, 4000, 65_532}) {
      client.sendChannelData(0x4000, payload(size));
      client.sendIndication(
          new XorPeerAddress(peer.address()), new Data(Opaque.copyOf(payload(3))));
      if (size == 1980) {
        assertThat(peer.receive()).hasSize(1980);
      }
      assertThat(peer.receive()).isEqualTo(payload(3));
    }
    Wire.Stream stream = (Wire.Stream) client.wire;
    for (byte single : TestClient.channelData(0x4000, payload(2000))) {
      stream.sendRaw(new byte[] {single});
    }
    client.sendChannelData(0x4000, payload(4));
    assertThat(peer.receive()).isEqualTo(payload(4));
  }

  @Test
  void overTcpChannelDataIsPaddedAndMayComeByteByByte() throws IOException {
    TestClient client = lab.client(Streams.tcp(lab.tcp()));
    Endpoint relay = client.allocate();
    TestClient.require(client.bind(0x4000, peer.address()));
    byte[] packet = new byte[12];
    System.arraycopy(TestClient.channelData(0x4000, payload(5)), 0, packet, 0, 9);
    for (byte single : packet) {
      ((Wire.Stream) client.wire).sendRaw(new byte[] {single});
    }
    assertThat(peer.receive()).isEqualTo(payload(5));
    byte[] three = new byte[36];
    for (int i = 0; i < 3; i++) {
      System.arraycopy(packet, 0, three, 12 * i, 12);
    }
    ((Wire.Stream) client.wire).sendRaw(three);
    for (int i = 0; i < 3; i++) {
      assertThat(peer.receive()).isEqualTo(payload(5));
    }
    peer.send(payload(7), relay);
    assertThat(client.wire.receive()).isEqualTo(TestClient.channelData(0x4000, payload(7)));
    client.sendIndication(new XorPeerAddress(peer.address()), new Data(Opaque.copyOf(payload(3))));
    assertThat(peer.receive()).isEqualTo(payload(3));
  }

  @Test
  void overTcpStunMayComeByteByByteAndThreeInASegment() throws IOException {
    TestClient client = lab.client(Streams.tcp(lab.tcp()));
    StunWriter writer = new StunWriter(64);
    writer.begin(StunClass.REQUEST, StunMethod.BINDING, new TransactionId(1, 2));
    byte[] request = Arrays.copyOf(writer.bytes(), writer.length());
    Wire.Stream stream = (Wire.Stream) client.wire;
    for (byte single : request) {
      stream.sendRaw(new byte[] {single});
    }
    TestClient.require(client.read());
    byte[] three = new byte[60];
    for (int i = 0; i < 3; i++) {
      System.arraycopy(request, 0, three, 20 * i, 20);
    }
    stream.sendRaw(three);
    for (int i = 0; i < 3; i++) {
      TestClient.require(client.read());
    }
  }

  @Test
  void whatWasSentJustBeforeTheEndStillArrives() throws IOException {
    for (int round = 0; round < 20; round++) {
      TestClient client = lab.client();
      client.allocate();
      TestClient.require(client.bind(0x4000, peer.address()));
      for (int i = 0; i < 20; i++) {
        client.sendChannelData(0x4000, payload(30));
      }
      TestClient.require(client.request(StunMethod.REFRESH, new Lifetime(0)));
      for (int i = 0; i < 20; i++) {
        assertThat(peer.receive()).hasSize(30);
      }
    }
  }

  @Test
  void twoClientsReachEachOthersRelays() throws IOException {
    TestClient alice = lab.client();
    TestClient bob = lab.client();
    Endpoint aliceRelay = alice.allocate();
    Endpoint bobRelay = bob.allocate();
    TestClient.require(alice.bind(0x4000, bobRelay));
    TestClient.require(bob.bind(0x7fff, aliceRelay));
    alice.sendChannelData(0x4000, payload(9));
    assertThat(bob.wire.receive()).isEqualTo(TestClient.channelData(0x7fff, payload(9)));
  }

  @Test
  void theEndOfAnAllocationSaysWhatItMoved() throws IOException {
    TestClient client = lab.client();
    Endpoint relay = client.allocate();
    TestClient.require(client.bind(0x4000, peer.address()));
    client.sendChannelData(0x4000, payload(10));
    peer.receive();
    peer.send(payload(20), relay);
    client.wire.receive();
    client.request(StunMethod.REFRESH, new Lifetime(0));
    assertThat(lab.events)
        .contains(new TurnEvent.Released("lab", Endpoint.of(client.wire.local()), 10, 20, 0));
  }

  private void assumeCarries(int size) {
    assumeTrue(
        size > 0 || transport != TurnTransport.NIO, "portable sockets send no empty datagrams");
  }

  private static void assertIndication(StunMessage message, Endpoint from, byte[] payload) {
    assertThat(message.method()).isEqualTo(StunMethod.DATA);
    assertThat(message.kind()).isEqualTo(StunClass.INDICATION);
    assertThat(message.first(XorPeerAddress.class)).contains(new XorPeerAddress(from));
    assertThat(message.first(Data.class)).contains(new Data(Opaque.copyOf(payload)));
  }

  static byte[] payload(int size) {
    return "x".repeat(size).getBytes(StandardCharsets.US_ASCII);
  }

  static Endpoint at(String ip, int port) {
    return new Endpoint(IpAddress.of(ip), port);
  }
}
