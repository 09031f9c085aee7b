// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.switchboard.turn.stun.Data;
import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.Opaque;
import dev.switchboard.turn.stun.ReceivedStun;
import dev.switchboard.turn.stun.StunMethod;
import dev.switchboard.turn.stun.StunReader;
import dev.switchboard.turn.stun.XorPeerAddress;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.slf4j.LoggerFactory;

/// One run of the fuzzer, told by its seed: who says what, and what the server may do about it.
///
/// What must hold for each packet that arrives: at most one leaves. An answer goes to who asked, is
/// to a request and has its transaction; one that is signed is signed with the asker's key, one
/// that is not is small. What leaves a relay goes to a peer that may be reached. What a peer sent
/// arrives whole, and only at the client whose relay it is.
final class FuzzRun {
  /// What came of the packets.
  enum Outcome {
    SILENCE,
    SUCCESS,
    REFUSAL,
    TO_PEER,
    TO_CLIENT,
    STREAM_CLOSED
  }

  private static final int MOST_UNSIGNED = 104;

  private final long seed;
  private final ListAppender<ILoggingEvent> faults = new ListAppender<>();
  private final Random random;
  private final FuzzWorld world;
  private final FuzzCast cast;
  private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
  private final Map<Integer, Long> codes = new TreeMap<>();
  private final byte[] noise = new byte[2048];
  private byte[] input = {};
  private long round;

  FuzzRun(long seed) throws IOException {
    this.seed = seed;
    this.random = new Random(seed);
    this.world = new FuzzWorld(random);
    faults.start();
    ((Logger) LoggerFactory.getLogger("dev.switchboard.turn")).addAppender(faults);
    this.cast = new FuzzCast(random, seed % 4 == 0);
  }

  FuzzRun rounds(long rounds) {
    try {
      Footprint before = null;
      for (round = 1; round <= rounds; round++) {
        one();
        if (round == rounds / 4) {
          before = rest();
        }
      }
      Footprint after = rest();
      if (before != null) {
        after.assertNoMoreThan(before);
      }
    } catch (Throwable e) {
      String last = HexFormat.of().formatHex(input);
      throw new AssertionError("seed " + seed + ", round " + round + ", input " + last, e);
    } finally {
      cast.clients.forEach(this::disconnect);
      world.close();
    }
    return this;
  }

  /// Everybody leaves, and must be forgotten.
  private Footprint rest() {
    cast.clients.forEach(this::disconnect);
    world.goQuiet();
    assertThat(world.remains(cast.clients.stream().map(client -> client.address).toList()))
        .isEmpty();
    assertThat(faults.list).as("faults in the log").isEmpty();
    assertThat(world.buffers.metric().usedDirectMemory()).isZero();
    return Footprint.now();
  }

  Map<Outcome, Long> outcomes() {
    return outcomes;
  }

  /// How often each error was the answer.
  Map<Integer, Long> codes() {
    return codes;
  }

  private void note(Outcome outcome) {
    outcomes.merge(outcome, 1L, Long::sum);
  }

  private void one() {
    int dice = random.nextInt(2000);
    FuzzClient client = any(cast.clients);
    if (dice < 900) {
      from(client, client.say(any(cast.samples), peer()));
    } else if (dice < 1200) {
      from(client, channelData());
    } else if (dice < 1600) {
      fromPeer();
    } else if (dice < 1800) {
      from(client, changed(any(cast.raw)));
    } else if (dice < 1996) {
      fromStranger();
    } else if (dice == 1996) {
      disconnect(client);
    } else {
      world.turn();
      world.pass(random.nextLong(dice == 1999 ? 400_000_000_000L : 1_000_000_000L));
    }
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /// Often one of those that may be permitted; sometimes the relay of another client.
  private Endpoint peer() {
    List<Endpoint> relays = any(cast.clients).relays;
    return relays.isEmpty() || random.nextInt(8) != 0 ? any(cast.peers) : any(relays);
  }

  private byte[] channelData() {
    byte[] bytes = new byte[4 + random.nextInt(random.nextInt(8) == 0 ? 1984 : 64)];
    int length = random.nextInt(6) == 0 ? random.nextInt(0x10000) : bytes.length - 4;
    bytes[0] = (byte) (random.nextInt(10) == 0 ? random.nextInt() : 0x40);
    bytes[1] = (byte) random.nextInt(10);
    bytes[2] = (byte) (length >> 8);
    bytes[3] = (byte) length;
    return bytes;
  }

  private byte[] changed(byte[] packet) {
    byte[] bytes = packet.clone();
    for (int i = random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt();
        case 2 -> bytes[at] = (byte) 0xff;
        default -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
      }
    }
    return bytes;
  }

  // -- from clients

  private void from(FuzzClient client, byte[] bytes) {
    input = bytes;
    int at = cast.clients.indexOf(client);
    if (at % 3 == 2) {
      overStream(client, bytes);
      return;
    }
    Endpoint door = client.address.ip().isV6() ? FuzzWorld.DOOR_V6 : FuzzWorld.DOOR;
    world.arrive(door, bytes, bytes.length, client.address);
    check(world.sent <= 1, "one packet made " + world.sent);
    if (world.sent == 0) {
      note(Outcome.SILENCE);
    } else if (world.sentFrom.local().equals(door)) {
      check(world.sentTo.equals(client.address), "answer to " + world.sentTo);
      answered(client, bytes, world.sentBytes, world.sentLength);
    } else {
      relayed(bytes.length);
    }
  }

  private void relayed(int most) {
    check(FuzzWorld.isPublicOrHere(world.gate, world.sentTo.ip()), "sent to " + world.sentTo);
    check(world.sentTo.port() != 0 && world.sentLength <= most, "sent to " + world.sentTo);
    note(Outcome.TO_PEER);
  }

  private void answered(FuzzClient client, byte[] request, byte[] answer, int length) {
    boolean asked = (request[0] & 0xc1) == 0 && (request[1] & 0x10) == 0;
    boolean mine = Arrays.equals(request, 4, 20, answer, 4, 20);
    check(asked && mine, "answer to what was no request, or to another");
    if (isOld(answer)) {
      check(length <= request.length + 60, "old answer of " + length + " bytes");
      note(Outcome.SUCCESS);
      return;
    }
    ReceivedStun received = client.hear(answer, length);
    if (received.isSigned()) {
      check(received.isSignedBy(client.key()), "signed for another");
    } else {
      check(length <= Math.max(MOST_UNSIGNED, request.length), "answer of " + length + " bytes");
    }
    switch (received.message().kind()) {
      case SUCCESS -> note(Outcome.SUCCESS);
      case ERROR -> refused(received);
      case REQUEST, INDICATION -> check(false, "asked");
    }
  }

  /// An answer to a Binding request of RFC 3489, which has no cookie.
  private static boolean isOld(byte[] answer) {
    boolean binding = answer[0] == 1 && (answer[1] & ~0x10) == 1;
    return binding && ByteBuffer.wrap(answer).getInt(4) != 0x2112A442;
  }

  private void refused(ReceivedStun received) {
    codes.merge(TestClient.code(received.message()), 1L, Long::sum);
    note(Outcome.REFUSAL);
  }

  private void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  /// In pieces, as TCP likes; sometimes several in one.
  private void overStream(FuzzClient client, byte[] bytes) {
    if (client.stream == null) {
      client.stream = world.connect(client.address);
    }
    late(client);
    world.sent = 0;
    byte[] padded = random.nextInt(30) == 0 ? bytes : Arrays.copyOf(bytes, (bytes.length + 3) & ~3);
    for (int at = 0; at < padded.length && client.stream.isOpen(); ) {
      int piece =
          random.nextInt(3) == 0 ? 1 + random.nextInt(padded.length - at) : padded.length - at;
      client.stream.writeInbound(Unpooled.copiedBuffer(padded, at, piece));
      at += piece;
    }
    int answers = late(client);
    check(answers + world.sent <= 1 + padded.length / 4, "too much");
    if (world.sent > 0) {
      relayed(UdpSocket.MOST);
    }
    if (client.carriesData && random.nextInt(20) == 0) {
      disconnect(client);
      return;
    }
    if (!client.stream.isOpen()) {
      note(Outcome.STREAM_CLOSED);
      disconnect(client);
    }
  }

  /// Hears what the stream has to say, and counts it: answers to a Connect come when they come.
  private int late(FuzzClient client) {
    int messages = 0;
    if (client.stream != null) {
      for (ByteBuf out = client.stream.readOutbound();
          out != null;
          out = client.stream.readOutbound()) {
        messages++;
        overStream(client, out);
      }
    }
    return messages;
  }

  private void overStream(FuzzClient client, ByteBuf out) {
    if (client.carriesData) {
      out.release();
      return;
    }
    byte[] answer = new byte[out.readableBytes()];
    out.readBytes(answer).release();
    if (isOld(answer)) {
      note(Outcome.SUCCESS);
      return;
    }
    ReceivedStun received = client.hear(answer, answer.length);
    switch (received.message().kind()) {
      case SUCCESS -> note(Outcome.SUCCESS);
      case ERROR -> refused(received);
      case INDICATION ->
          check(received.message().method() == StunMethod.CONNECTION_ATTEMPT, "indicated");
      case REQUEST -> check(false, "asked");
    }
  }

  private void disconnect(FuzzClient client) {
    client.carriesData = false;
    if (client.stream != null) {
      client.stream.finishAndReleaseAll();
      client.stream = null;
    }
  }

  // -- from everybody else

  private void fromStranger() {
    int length = random.nextInt(random.nextInt(10) == 0 ? 1984 : 120);
    random.nextBytes(noise);
    if (length > 8 && random.nextBoolean()) {
      noise[0] &= 1;
      noise[4] = 0x21;
      noise[5] = 0x12;
    }
    input = Arrays.copyOf(noise, length);
    world.arrive(
        FuzzWorld.DOOR, noise, length, RelayTest.at("127.0.2.1", 1 + random.nextInt(65535)));
    check(world.sent == 0, "answered noise");
  }

  private void fromPeer() {
    FuzzClient owner = any(cast.clients);
    if (owner.relays.isEmpty()) {
      return;
    }
    Endpoint relay = any(owner.relays);
    Endpoint peer = any(cast.peers);
    if (relay.ip().isV6() != peer.ip().isV6()) {
      return;
    }
    byte[] payload = random.nextBoolean() ? changed(any(cast.raw)) : new byte[random.nextInt(1984)];
    input = payload;
    cast.clients.forEach(this::late);
    world.arrive(relay, payload, payload.length, peer);
    int streams = 0;
    for (FuzzClient client : cast.clients) {
      ByteBuf out = client.stream == null ? null : client.stream.readOutbound();
      if (out != null) {
        streams++;
        byte[] bytes = new byte[out.readableBytes()];
        out.readBytes(bytes).release();
        check(cast.mayOwn(client, relay), "went to another");
        arrived(bytes, bytes.length, (payload.length + 3) & ~3, payload, peer);
      }
    }
    check(world.sent + streams <= 1, "one packet made " + (world.sent + streams));
    if (world.sent == 1) {
      FuzzClient client = clientAt(world.sentTo);
      check(client != null && cast.mayOwn(client, relay), "went to " + world.sentTo);
      arrived(world.sentBytes, world.sentLength, payload.length, payload, peer);
    }
    note(world.sent + streams == 0 ? Outcome.SILENCE : Outcome.TO_CLIENT);
  }

  private FuzzClient clientAt(Endpoint address) {
    for (FuzzClient client : cast.clients) {
      if (client.address.equals(address)) {
        return client;
      }
    }
    return null;
  }

  private void arrived(byte[] bytes, int length, int padded, byte[] payload, Endpoint peer) {
    if ((bytes[0] & 0xc0) == 0x40) {
      int said = ((bytes[2] & 0xff) << 8) | (bytes[3] & 0xff);
      check(said == payload.length && length == 4 + padded, "ChannelData of " + length);
      check(Arrays.equals(bytes, 4, 4 + said, payload, 0, said), "ChannelData changed");
      for (int at = 4 + said; at < length; at++) {
        check(bytes[at] == 0, "padding that says something");
      }
      return;
    }
    var message = StunReader.read(bytes, length).message();
    check(message.method() == StunMethod.DATA, "not data");
    check(message.has(XorPeerAddress.class), "no peer");
    assertThat(message.first(XorPeerAddress.class)).contains(new XorPeerAddress(peer));
    assertThat(message.first(Data.class)).contains(new Data(Opaque.copyOf(payload)));
  }
}
