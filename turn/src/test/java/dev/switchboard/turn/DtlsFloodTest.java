// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.IpAddress;
import dev.switchboard.turn.stun.Lifetime;
import dev.switchboard.turn.stun.StunMethod;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What strangers can make the server do over DTLS.
final class DtlsFloodTest {
  private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 20_000);
  private static final byte HELLO_VERIFY_REQUEST = 3;
  private static final byte SERVER_HELLO = 2;

  @TempDir private static Path folder;
  private static TestKeys keys;
  private static SSLContext trusting;
  private final Random random = new Random(Long.getLong("fuzz.seed", 6347));

  @BeforeAll
  static void makeKeys() throws Exception {
    keys = TestKeys.make(folder, "EC");
    trusting = keys.trusting("DTLS");
  }

  private static Lab lab(int challenges, int perAddress) throws Exception {
    TurnLimits usual = TurnLimits.DEFAULT;
    return Lab.open(
        DtlsTest.config(keys)
            .withLimits(
                new TurnLimits(
                    usual.allocations(),
                    usual.perAllocation(),
                    usual.bytesPerSecond(),
                    challenges,
                    perAddress)));
  }

  /// The ClientHello that has no cookie.
  private static byte[] hello(DtlsWire wire) throws IOException {
    wire.engine.beginHandshake();
    return wire.wrap(ByteBuffer.allocate(0));
  }

  /// The one that has, as the client would send it.
  private static byte[] helloWithCookie(DtlsWire wire) throws IOException {
    wire.transmit(hello(wire));
    wire.engine.unwrap(ByteBuffer.wrap(wire.hear()), ByteBuffer.allocate(2000));
    Runnable task = wire.engine.getDelegatedTask();
    task.run();
    return wire.wrap(ByteBuffer.allocate(0));
  }

  @Test
  void hellosFromManyPortsLeaveNoState() throws Exception {
    try (Lab lab = lab(1_000_000, 1)) {
      byte[] hello = hello(new DtlsWire(lab.udp(), trusting));
      for (int i = 0; i < 300; i++) {
        try (DatagramSocket stranger = new DatagramSocket()) {
          stranger.connect(lab.udp());
          stranger.setSoTimeout(Wire.PATIENCE_MILLIS);
          stranger.send(new DatagramPacket(hello, hello.length));
          DatagramPacket answer = new DatagramPacket(new byte[2000], 2000);
          stranger.receive(answer);
          assertThat(answer.getData()[13]).isEqualTo(HELLO_VERIFY_REQUEST);
          assertThat(answer.getLength()).as("no amplification").isLessThan(hello.length / 2);
        }
      }
      // One session is all that this address may have; it is still to be had.
      lab.client(new DtlsWire(lab.udp(), trusting).handshake()).allocate();
    }
  }

  @Test
  void aCookieIsWorthNothingElsewhere() throws Exception {
    try (Lab lab = lab(1_000_000, 100)) {
      DtlsWire honest = new DtlsWire(lab.udp(), trusting);
      byte[] hello = helloWithCookie(honest);
      int refused = 0;
      for (int i = 0; i < 16; i++) {
        try (DtlsWire thief = new DtlsWire(lab.udp(), trusting)) {
          thief.socket.setSoTimeout(Wire.PATIENCE_MILLIS);
          thief.transmit(hello);
          refused += thief.hear()[13] == HELLO_VERIFY_REQUEST ? 1 : 0;
        }
      }
      // One in 256 passes.
      assertThat(refused).isGreaterThan(12);
      honest.transmit(hello);
      assertThat(honest.hear()[13]).isEqualTo(SERVER_HELLO);
    }
  }

  @Test
  void aCookieOutlivesItsSecretOnceAndNoMore() throws Exception {
    try (Lab lab = lab(1_000_000, 100)) {
      DtlsWire quick = new DtlsWire(lab.udp(), trusting);
      DtlsWire slow = new DtlsWire(lab.udp(), trusting);
      byte[] quickHello = helloWithCookie(quick);
      byte[] slowHello = helloWithCookie(slow);
      lab.pass(601);
      quick.transmit(quickHello);
      assertThat(quick.hear()[13]).isEqualTo(SERVER_HELLO);
      lab.pass(601);
      slow.transmit(slowHello);
      assertThat(slow.hear()[13]).isEqualTo(HELLO_VERIFY_REQUEST);
    }
  }

  @Test
  void answersTakeTheRecordNumberOfTheHello() throws Exception {
    try (Lab lab = lab(1_000_000, 100);
        DtlsWire wire = new DtlsWire(lab.udp(), trusting)) {
      wire.socket.setSoTimeout(Wire.PATIENCE_MILLIS);
      byte[] hello = hello(wire);
      ByteBuffer.wrap(hello).putLong(3, 77);
      wire.transmit(hello);
      byte[] verify = wire.hear();
      assertThat(ByteBuffer.wrap(verify).getLong(3)).isEqualTo(77);
      wire.engine.unwrap(ByteBuffer.wrap(verify), ByteBuffer.allocate(2000));
      wire.engine.getDelegatedTask().run();
      byte[] second = wire.wrap(ByteBuffer.allocate(0));
      ByteBuffer.wrap(second).putLong(3, 78);
      wire.transmit(second);
      byte[] first = wire.hear();
      assertThat(first[13]).isEqualTo(SERVER_HELLO);
      assertThat(ByteBuffer.wrap(first).getLong(3)).isEqualTo(78);
    }
  }

  @Test
  void hellosAreAnsweredAsSparinglyAsOtherStrangers() throws Exception {
    try (Lab lab = lab(3, 100);
        DtlsWire wire = new DtlsWire(lab.udp(), trusting)) {
      byte[] hello = hello(wire);
      for (int i = 0; i < 10; i++) {
        wire.transmit(hello);
      }
      wire.socket.setSoTimeout(300);
      for (int i = 0; i < 3; i++) {
        wire.hear();
      }
      assertThatThrownBy(wire::hear).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void sessionsOfAnAddressAreBounded() throws Exception {
    try (Lab lab = lab(1_000_000, 2)) {
      DtlsWire open = new DtlsWire(lab.udp(), trusting).handshake();
      DtlsWire halfOpen = new DtlsWire(lab.udp(), trusting);
      halfOpen.transmit(helloWithCookie(halfOpen));
      assertThat(halfOpen.hear()[13]).isEqualTo(SERVER_HELLO);
      DtlsWire third = new DtlsWire(lab.udp(), trusting);
      third.transmit(helloWithCookie(third));
      third.socket.setSoTimeout(300);
      assertThatThrownBy(third::hear).isInstanceOf(SocketTimeoutException.class);
      open.closeNotify();
      assertThatThrownBy(open::receive).hasMessage("close_notify");
      lab.client(new DtlsWire(lab.udp(), trusting).handshake()).allocate();
    }
  }

  @Test
  void connectionsAreCountedByHostAndOverall() {
    Connections connections = new Connections(2, 3);
    IpAddress one = IpAddress.of("2001:db8::1");
    assertThat(connections.enter(one)).isTrue();
    assertThat(connections.enter(IpAddress.of("2001:db8::2"))).isTrue();
    assertThat(connections.enter(IpAddress.of("2001:db8::3"))).as("the same /64").isFalse();
    assertThat(connections.enter(IpAddress.of("192.0.2.1"))).isTrue();
    assertThat(connections.enter(IpAddress.of("192.0.2.2"))).as("one too many").isFalse();
    connections.leave(one);
    assertThat(connections.enter(IpAddress.of("192.0.2.2"))).isTrue();
  }

  @Test
  void asManyHandshakesAsTheyLikeLeaveTheRestServed() throws Exception {
    try (Lab lab = lab(1_000_000, 100_000)) {
      List<DtlsWire> strangers = new ArrayList<>();
      for (int i = 0; i < DtlsDoor.MOST_HANDSHAKES; i++) {
        DtlsWire stranger = new DtlsWire(lab.udp(), trusting);
        strangers.add(stranger);
        stranger.transmit(helloWithCookie(stranger));
        assertThat(stranger.hear()[13]).isEqualTo(SERVER_HELLO);
      }
      DtlsWire more = new DtlsWire(lab.udp(), trusting);
      strangers.add(more);
      more.transmit(helloWithCookie(more));
      lab.client().allocate();
      more.socket.setSoTimeout(100);
      assertThatThrownBy(more::hear).isInstanceOf(SocketTimeoutException.class);
      strangers.forEach(DtlsWire::close);
    }
  }

  @Test
  void aClientOfDtls10IsToldSo() throws Exception {
    try (Lab lab = lab(1_000_000, 100);
        DtlsWire wire = new DtlsWire(lab.udp(), trusting)) {
      wire.socket.setSoTimeout(Wire.PATIENCE_MILLIS);
      byte[] hello = hello(wire);
      hello[26] = (byte) 0xff;
      wire.transmit(hello);
      // Fatal, protocol_version.
      assertThat(wire.hear()).startsWith(21).endsWith(2, 70).hasSize(15);
    }
  }

  @Test
  void hellosAreReadWithCare() throws Exception {
    int read = 0;
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = new byte[60 + random.nextInt(100)];
      random.nextBytes(bytes);
      int length = bytes.length - DtlsHello.RECORD_HEADER;
      ByteBuffer header = ByteBuffer.wrap(bytes).put((byte) 22).putShort((short) 0xfefd);
      header.putLong(random.nextInt()).putShort((short) length);
      header.putInt(0x01000000 + length - 12).putShort((short) 0);
      header.put(new byte[3]).put((byte) 0).putShort((short) (length - 12));
      bytes[random.nextInt(27)] ^= (byte) (random.nextInt(8) == 0 ? 1 << random.nextInt(8) : 0);
      ByteBuf packet = Unpooled.wrappedBuffer(bytes);
      DtlsHello hello = DtlsHello.isOne(packet) ? DtlsHello.read(packet) : null;
      if (hello != null) {
        read++;
        assertThat(hello.withoutCookie().remaining()).isLessThanOrEqualTo(bytes.length);
      }
    }
    assertThat(read).isPositive();
  }

  @Test
  void mutatedRecordsHurtNobodyElse() throws Exception {
    try (Lab lab = lab(1_000_000, 100)) {
      DtlsWire wire = new DtlsWire(lab.udp(), trusting);
      List<byte[]> corpus = new ArrayList<>();
      wire.lostThere = packet -> !corpus.add(packet);
      TestClient client = lab.client(wire.handshake());
      Endpoint relay = client.allocate();
      TestPeer peer = lab.peer();
      TestClient.require(client.bind(0x4000, peer.address()));
      client.sendChannelData(0x4000, new byte[50]);
      assertThat(peer.receive()).hasSize(50);
      wire.lostThere = _ -> false;
      List<byte[]> sent = List.copyOf(corpus);
      TestClient asker = lab.client();
      TestClient pacer = lab.client();
      for (int round = 0; round < ROUNDS; round++) {
        byte[] packet = mutated(sent.get(random.nextInt(sent.size())));
        // From the client's own port, as one who forges it would, and from elsewhere.
        Wire by = round % 4 == 0 ? asker.wire : new Raw(wire);
        by.send(packet);
        if (round % 50 == 0) {
          pacer.ask(StunMethod.BINDING);
          drain(wire);
        }
      }
      peer.send(new byte[3], relay);
      assertThat(lastOf(wire)).isEqualTo(TestClient.channelData(0x4000, new byte[3]));
      client.sendChannelData(0x4000, new byte[4]);
      byte[] heard = peer.receive();
      while (heard.length != 4) {
        heard = peer.receive();
      }
      TestClient.require(client.request(StunMethod.REFRESH, new Lifetime(0)));
      lab.client(new DtlsWire(lab.udp(), trusting).handshake()).allocate();
    }
  }

  /// Else the system drops what the server answers to forged hellos, and the rest with it.
  private static void drain(DtlsWire wire) throws IOException {
    wire.socket.setSoTimeout(1);
    try {
      while (true) {
        wire.hear();
      }
    } catch (SocketTimeoutException _) {
      wire.heard.clear();
      wire.socket.setSoTimeout(Wire.PATIENCE_MILLIS);
    }
  }

  private static byte[] lastOf(DtlsWire wire) throws IOException {
    byte[] message = wire.receive();
    while (message.length != 7) {
      message = wire.receive();
    }
    return message;
  }

  /// The same socket, without encryption.
  private record Raw(DtlsWire wire) implements Wire {
    @Override
    public void send(byte[] packet) throws IOException {
      wire.transmit(packet);
    }

    @Override
    public byte[] receive() throws IOException {
      return wire.hear();
    }

    @Override
    public java.net.InetSocketAddress local() {
      return wire.local();
    }

    @Override
    public void close() {}
  }

  private byte[] mutated(byte[] packet) {
    byte[] changed = packet.clone();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(Math.min(changed.length, random.nextBoolean() ? 26 : 4096));
      switch (random.nextInt(4)) {
        case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> changed[at] = (byte) random.nextInt();
        case 2 -> changed[at] = (byte) 0xff;
        default -> changed = Arrays.copyOf(changed, Math.max(1, at));
      }
    }
    return changed;
  }
}
