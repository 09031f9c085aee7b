// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.turn.stun.Data;
import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.Opaque;
import dev.switchboard.turn.stun.StunMethod;
import dev.switchboard.turn.stun.XorPeerAddress;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// TURN over DTLS, on the port that serves UDP, with the JDK as a client.
final class DtlsTest {
  @TempDir private static Path folder;
  private static TestKeys keys;
  private static SSLContext trusting;
  private Lab lab;

  @BeforeAll
  static void makeKeys() throws Exception {
    keys = TestKeys.make(folder, "EC");
    trusting = keys.trusting("DTLS");
  }

  @BeforeEach
  void open() throws Exception {
    lab = open(keys);
  }

  @AfterEach
  void close() throws IOException {
    lab.close();
  }

  static Lab open(TestKeys keys) throws Exception {
    return Lab.open(config(keys));
  }

  static TurnConfig config(TestKeys keys) throws Exception {
    TurnConfig config = Lab.config();
    DtlsKeys pem = DtlsKeys.pem(keys.certificate(), keys.key());
    return new TurnConfig(
        List.of(new Door.Udp(new Endpoint(Lab.HERE, 0).toSocketAddress(), pem)),
        config.relays(),
        config.ports(),
        config.realm(),
        config.limits(),
        config.peers(),
        1);
  }

  private DtlsWire wire() throws IOException {
    return new DtlsWire(lab.udp(), trusting);
  }

  private static void assertRelaysBothWays(Lab lab, TestClient client) throws IOException {
    TestPeer peer = lab.peer();
    Endpoint relay = client.allocate();
    TestClient.require(client.bind(0x4000, peer.address()));
    for (int size : new int[] {0, 1, 172, 1200, 1300}) {
      byte[] payload = RelayTest.payload(size);
      client.sendChannelData(0x4000, payload);
      assertThat(peer.receive()).isEqualTo(payload);
      peer.send(payload, relay);
      assertThat(client.wire.receive()).isEqualTo(TestClient.channelData(0x4000, payload));
    }
    TestPeer other = lab.peer();
    TestClient.require(client.permit(other.address()));
    client.sendIndication(
        new XorPeerAddress(other.address()), new Data(Opaque.copyOf(new byte[9])));
    assertThat(other.receive()).hasSize(9);
    other.send(new byte[10], relay);
    assertThat(client.read().first(Data.class)).contains(new Data(Opaque.copyOf(new byte[10])));
  }

  @Test
  void aClientOverDtlsAllocatesAndRelays() throws Exception {
    assertRelaysBothWays(lab, lab.client(wire().handshake()));
  }

  @Test
  void aClientOfPlainUdpUsesTheSamePort() throws Exception {
    TestClient secure = lab.client(wire().handshake());
    assertRelaysBothWays(lab, lab.client());
    assertRelaysBothWays(lab, secure);
  }

  @Test
  void anRsaKeyServesTooAndItsHandshakeFitsAnyPath() throws Exception {
    Path other = Files.createDirectory(folder.resolve("rsa"));
    TestKeys rsa = TestKeys.make(other, "RSA");
    try (Lab with = open(rsa)) {
      DtlsWire wire = new DtlsWire(with.udp(), rsa.trusting("DTLS")).handshake();
      assertThat(wire.heard).allMatch(packet -> packet.length <= 1200);
      assertThat(wire.heard)
          .as("cut")
          .anyMatch(packet -> packet.length > 25 && packet[20] + packet[21] != 0);
      assertRelaysBothWays(with, with.client(wire));
    }
  }

  @Test
  void aClientThatTrustsSomebodyElseRefuses() throws Exception {
    SSLContext usual = SSLContext.getInstance("DTLS");
    usual.init(null, null, null);
    try (DtlsWire wire = new DtlsWire(lab.udp(), usual)) {
      assertThatThrownBy(wire::handshake).isInstanceOf(SSLException.class);
    }
  }

  @Test
  void keysThatAreNoneAreRefusedInWords() throws Exception {
    Path chain = keys.certificate();
    assertThatThrownBy(() -> DtlsKeys.pem(chain, chain))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected: PEM certificates and their PKCS#8 key");
  }

  @Test
  void theHandshakeSurvivesTheFirstLossOfEverything() throws Exception {
    DtlsWire wire = wire();
    Set<String> met = new HashSet<>();
    // By the message and its fragment, since a repeated record has another number.
    wire.lostHere =
        packet -> packet[0] != 23 && packet.length > 25 && met.add("here" + kind(packet));
    wire.lostThere =
        packet -> packet[0] != 23 && packet.length > 25 && met.add("there" + kind(packet));
    assertRelaysBothWays(lab, lab.client(wire.handshake()));
    assertThat(met).hasSizeGreaterThan(5);
  }

  private static String kind(byte[] packet) {
    boolean clear = packet[0] == 22 && packet[4] == 0;
    return clear ? packet[13] + " " + packet[21] + packet[22] : packet[0] + " of " + packet[4];
  }

  @Test
  void theLastFlightIsSentAgainToWhoAsksAgain() throws Exception {
    DtlsWire wire = wire();
    int[] lost = {0};
    // The session ticket begins the last flight, which the JDK sends twice, six records in all.
    wire.lostHere =
        packet -> {
          boolean last = lost[0] > 0 || (packet[0] == 22 && packet[4] == 0 && packet[13] == 4);
          return last && ++lost[0] <= 6;
        };
    assertRelaysBothWays(lab, lab.client(wire.handshake()));
    assertThat(lost[0]).as("more came than was lost").isGreaterThan(6);
  }

  @Test
  void closeNotifyEndsTheAllocation() throws Exception {
    DtlsWire wire = wire().handshake();
    TestClient client = lab.client(wire);
    client.allocate();
    wire.closeNotify();
    assertThatThrownBy(wire::receive)
        .isInstanceOf(SocketTimeoutException.class)
        .as("answered in kind")
        .hasMessage("close_notify");
    lab.await(new TurnEvent.Released("lab", Endpoint.of(wire.local()), 0, 0, 0));
  }

  @Test
  void aNewHandshakeFromTheSamePortReplacesTheSessionOnceItIsComplete() throws Exception {
    DtlsWire first = wire().handshake();
    TestClient client = lab.client(first);
    client.allocate();
    DtlsWire begun = new DtlsWire(first.socket, lab.udp(), trusting);
    begun.engine.beginHandshake();
    begun.transmit(begun.wrap(ByteBuffer.allocate(0)));
    assertThat(begun.hear()[13]).as("HelloVerifyRequest").isEqualTo((byte) 3);
    TestClient.require(client.request(StunMethod.REFRESH));
    DtlsWire second = new DtlsWire(first.socket, lab.udp(), trusting).handshake();
    lab.await(new TurnEvent.Released("lab", Endpoint.of(first.local()), 0, 0, 0));
    assertRelaysBothWays(lab, lab.client(second));
  }

  /// An alert of the first, in clear, would end the second.
  @Test
  void aHandshakeThatBeginsAnewHearsNothingOfTheOneBefore() throws Exception {
    DtlsWire first = wire();
    first.lostThere =
        packet -> {
          if (packet[0] == 22 && packet[4] == 0 && packet[13] == 16) {
            throw new IllegalStateException("left at its ClientKeyExchange");
          }
          return false;
        };
    assertThatThrownBy(first::handshake).isInstanceOf(IllegalStateException.class);
    DtlsWire second = new DtlsWire(first.socket, lab.udp(), trusting).handshake();
    assertThat(second.heard).noneMatch(packet -> packet[0] == 21);
    assertRelaysBothWays(lab, lab.client(second));
  }

  @Test
  void anotherHandshakeWithinASessionIsNotToBeHad() throws Exception {
    DtlsWire wire = wire().handshake();
    TestClient client = lab.client(wire);
    client.allocate();
    wire.engine.beginHandshake();
    byte[] hello = wire.wrap(ByteBuffer.allocate(0));
    assertThat(hello[4]).as("its epoch").isEqualTo((byte) 1);
    int before = wire.heard.size();
    wire.transmit(hello);
    TestClient plain = lab.client();
    plain.ask(StunMethod.BINDING);
    wire.hear();
    // What comes back is the old last flight, which says nothing new.
    assertThat(wire.heard.get(before)[13]).isEqualTo((byte) 4);
  }
}
