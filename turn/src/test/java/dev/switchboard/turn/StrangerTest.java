// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.switchboard.turn.stun.Data;
import dev.switchboard.turn.stun.Draft;
import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.Fingerprint;
import dev.switchboard.turn.stun.IpAddress;
import dev.switchboard.turn.stun.Lifetime;
import dev.switchboard.turn.stun.Opaque;
import dev.switchboard.turn.stun.OtherAddress;
import dev.switchboard.turn.stun.RequestedTransport;
import dev.switchboard.turn.stun.StunClass;
import dev.switchboard.turn.stun.StunMethod;
import dev.switchboard.turn.stun.StunReader;
import dev.switchboard.turn.stun.StunWriter;
import dev.switchboard.turn.stun.TransactionId;
import dev.switchboard.turn.stun.XorPeerAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/// What others got wrong before: state for strangers, answers to broken packets, memory that was
/// not cleared, attributes without a length or with too much of one, secrets in logs.
final class StrangerTest {
  private static final Endpoint STRANGER = RelayTest.at("198.51.100.1", 1000);

  private FuzzWorld world;

  @BeforeEach
  void open() throws IOException {
    world = new FuzzWorld(new Random(2));
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void strangersLeaveNoState() {
    byte[] request =
        message(StunMethod.ALLOCATE).add(0x0019, new byte[] {17, 0, 0, 0}).write().bytes();
    List<Endpoint> strangers = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      strangers.add(new Endpoint(IpAddress.v4(0x0b000000 + i * 7), 1024 + i));
    }
    Footprint before = Footprint.now();
    for (Endpoint stranger : strangers) {
      world.arrive(FuzzWorld.DOOR, request, request.length, stranger);
      assertThat(world.sent).isEqualTo(1);
    }
    Footprint.now().assertNoMoreThan(before);
    assertThat(world.remains(strangers)).isEmpty();
  }

  @Test
  void badLengthsAndFingerprintsAreNeverAnswered() {
    byte[] good = message(StunMethod.BINDING).write().fingerprint().bytes();
    assertThat(answers(good)).isEqualTo(1);
    for (int length = 0; length < good.length; length++) {
      assertThat(answers(Arrays.copyOf(good, length))).as("cut to " + length).isZero();
    }
    assertThat(answers(Arrays.copyOf(good, good.length + 4))).as("longer").isZero();
    // Before byte 22 stands the type: one that nobody knows is no fingerprint.
    for (int at = 22; at < good.length; at++) {
      byte[] broken = good.clone();
      broken[at] ^= 1;
      assertThat(answers(broken)).as("fingerprint, byte " + at).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void answersAreFingerprintedAsTheirRequestsAre(boolean fingerprinted) {
    for (StunMethod method : List.of(StunMethod.BINDING, StunMethod.ALLOCATE)) {
      Draft request = message(method).write();
      byte[] packet = (fingerprinted ? request.fingerprint() : request).bytes();
      assertThat(answers(packet)).isEqualTo(1);
      byte[] answer = Arrays.copyOf(world.sentBytes, world.sentLength);
      assertThat(StunReader.read(answer, answer.length).message().has(Fingerprint.class))
          .isEqualTo(fingerprinted);
    }
  }

  @Test
  void zeroLengthAndOverlongAttributesAreHarmless() {
    for (int type = 0; type <= 0xffff; type += (type & 0x7fff) < 0x40 ? 1 : 61) {
      for (int size : new int[] {0, 1, 3, 5, 255, 509, 764, 1800}) {
        for (StunMethod method : StunMethod.values()) {
          byte[] packet = message(method).add(type, new byte[size]).write().bytes();
          assertThat(answers(packet)).isLessThanOrEqualTo(1);
          packet[22] = (byte) 0xff;
          packet[23] = (byte) 0xff;
          assertThat(answers(packet)).as("a length of 65535").isZero();
        }
      }
    }
    assertThat(answers(message(StunMethod.BINDING).write().bytes())).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1,192.0.2.2,198.51.100.1,68",
    "2001:db8::1,2001:db8::2,2001:db8:1::1,116",
  })
  void answersOfDiscoveryAreSmall(String first, String second, String stranger, int most)
      throws IOException {
    Endpoint door = RelayTest.at(first, 3478);
    world.discover(door, RelayTest.at(second, 3479));
    byte[] request = message(StunMethod.BINDING).write().bytes();
    assertThat(request).hasSize(20);
    world.arrive(door, request, request.length, RelayTest.at(stranger, 1000));
    assertThat(world.sent).isEqualTo(1);
    assertThat(world.sentLength).isLessThanOrEqualTo(most);
    byte[] answer = Arrays.copyOf(world.sentBytes, world.sentLength);
    assertThat(StunReader.read(answer, answer.length).message().has(OtherAddress.class)).isTrue();
  }

  private int answers(byte[] packet) {
    world.arrive(FuzzWorld.DOOR, packet, packet.length, STRANGER);
    return world.sent;
  }

  private static Draft message(StunMethod method) {
    StunWriter writer = new StunWriter(64);
    writer.begin(StunClass.REQUEST, method, new TransactionId(1, 2));
    return Draft.of(Arrays.copyOf(writer.bytes(), writer.length()));
  }

  @Test
  void paddingIsZeroWhateverStoodThereBefore() throws IOException {
    try (Lab lab = Lab.open(Lab.config().withLoops(1))) {
      TestPeer peer = lab.peer();
      TestClient udp = lab.client();
      TestClient tcp = lab.client(Streams.tcp(lab.tcp()));
      for (TestClient client : List.of(udp, tcp)) {
        Endpoint relay = client.allocate();
        TestClient.require(client.permit(peer.address()));
        for (int i = 0; i < 100; i++) {
          peer.send(full(1200), relay);
          peer.send(full(5), relay);
          client.wire.receive();
          byte[] small = client.wire.receive();
          assertThat(Arrays.copyOfRange(small, small.length - 3, small.length))
              .as("behind the five bytes of a Data indication")
              .containsOnly(0);
        }
      }
      assertChannelPadding(lab, tcp, peer);
    }
  }

  private static void assertChannelPadding(Lab lab, TestClient tcp, TestPeer peer)
      throws IOException {
    TestClient.require(tcp.request(StunMethod.REFRESH, new Lifetime(0)));
    Endpoint relay = tcp.allocate();
    TestClient.require(tcp.bind(0x4000, peer.address()));
    for (int i = 0; i < 100; i++) {
      peer.send(full(1200), relay);
      peer.send(full(5), relay);
      tcp.wire.receive();
      byte[] small = ((Wire.Stream) tcp.wire).receiveRaw(12);
      assertThat(Arrays.copyOfRange(small, 9, 12)).as("of ChannelData").containsOnly(0);
    }
    assertThat(lab.tcp().getPort()).isPositive();
  }

  private static byte[] full(int size) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) 0xee);
    return bytes;
  }

  @Test
  void attributesAreWrittenWithZerosBehindThem() {
    StunWriter writer = new StunWriter(256);
    Arrays.fill(writer.bytes(), (byte) 0xee);
    writer.begin(StunClass.SUCCESS, StunMethod.ALLOCATE, new TransactionId(1, 2));
    writer.add(new Data(Opaque.copyOf(full(5))));
    assertThat(Arrays.copyOfRange(writer.bytes(), 29, 32)).containsOnly(0);
    writer.begin(StunClass.REQUEST, StunMethod.ALLOCATE, new TransactionId(1, 2));
    writer.add(new RequestedTransport(RequestedTransport.UDP));
    assertThat(Arrays.copyOfRange(writer.bytes(), 25, 28)).containsOnly(0);
  }

  @Test
  void secretsAreInNoLogAndNoToString() throws IOException {
    Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    Level usual = root.getLevel();
    lines.start();
    root.addAppender(lines);
    root.setLevel(Level.TRACE);
    String nonce;
    List<TurnEvent> events;
    try (Lab lab = Lab.open()) {
      TestClient client = lab.client();
      client.allocate();
      client.sendIndication(new XorPeerAddress(STRANGER), new Data(Opaque.copyOf(full(9))));
      nonce = client.nonce;
      client.password = "a wrong guess";
      client.request(StunMethod.REFRESH);
      lab.client(Streams.tcp(lab.tcp())).ask(StunMethod.BINDING);
      events = lab.events;
    } finally {
      root.detachAppender(lines);
      root.setLevel(usual);
    }
    StringBuilder said = new StringBuilder();
    lines.list.forEach(line -> said.append(line.getFormattedMessage()).append('\n'));
    assertThat(said).contains("turn: ").doesNotContain("labpass", "a wrong guess", nonce);
    Credentials known = new Credentials("lab", new TestClient(null).key(), 1);
    assertThat("" + events + known).doesNotContain("labpass", nonce);
  }
}
