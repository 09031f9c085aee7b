// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.turn.stun.Data;
import dev.switchboard.turn.stun.Draft;
import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.Opaque;
import dev.switchboard.turn.stun.RequestedTransport;
import dev.switchboard.turn.stun.StunAttribute;
import dev.switchboard.turn.stun.StunClass;
import dev.switchboard.turn.stun.StunMethod;
import dev.switchboard.turn.stun.StunWriter;
import dev.switchboard.turn.stun.TransactionId;
import dev.switchboard.turn.stun.XorPeerAddress;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a pass of the loop brings for a connection is written at once, and what a reading of it
/// brings is cut into messages wherever it was torn.
final class StreamBurstTest {
  private static final Endpoint CLIENT = RelayTest.at("127.0.0.7", 50_000);
  private static final Endpoint PEER = RelayTest.at("127.0.0.8", 9);
  private static final int HEADER = 36;

  private final FuzzClient client = new FuzzClient(CLIENT, "lab", 1, new Random());
  private FuzzWorld world;
  private FuzzWorld.FuzzStream stream;
  private Endpoint relay;

  @BeforeEach
  void open() throws IOException {
    world = new FuzzWorld(new Random(1));
    stream = world.connect(CLIENT);
    ask(StunMethod.ALLOCATE, new RequestedTransport(RequestedTransport.UDP));
    hear();
    ask(StunMethod.ALLOCATE, new RequestedTransport(RequestedTransport.UDP));
    hear();
    ask(StunMethod.CREATE_PERMISSION, new XorPeerAddress(PEER));
    hear();
    relay = client.relays.getFirst();
  }

  @AfterEach
  void close() {
    stream.finishAndReleaseAll();
    world.goQuiet();
    assertThat(world.remains(List.of(CLIENT))).isEmpty();
    world.close();
    assertThat(world.buffers.metric().usedDirectMemory()).isZero();
  }

  private void ask(StunMethod method, StunAttribute what) {
    StunWriter writer = new StunWriter(256);
    TransactionId id = new TransactionId(1, method.type(StunClass.REQUEST));
    writer.begin(StunClass.REQUEST, method, id).add(what);
    Draft draft = Draft.of(Arrays.copyOf(writer.bytes(), writer.length()));
    stream.writeInbound(Unpooled.wrappedBuffer(client.signed(draft)));
  }

  private void hear() {
    byte[] answer = next();
    client.hear(answer, answer.length);
  }

  /// What was written next, in one go.
  private byte[] next() {
    ByteBuf out = stream.readOutbound();
    byte[] bytes = new byte[out.readableBytes()];
    out.readBytes(bytes).release();
    return bytes;
  }

  private static byte[] payload(int number, int size) {
    byte[] payload = new byte[size];
    Arrays.fill(payload, (byte) number);
    return payload;
  }

  private void fromPeer(int number, int size) {
    world.arriveAmongOthers(relay, payload(number, size), size, PEER);
  }

  /// The payloads of Data indications that stand side by side.
  private static List<byte[]> payloads(byte[] written) {
    List<byte[]> all = new ArrayList<>();
    for (int at = 0; at < written.length; ) {
      int body = u16(written, at + 2);
      int length = u16(written, at + HEADER - 2);
      all.add(Arrays.copyOfRange(written, at + HEADER, at + HEADER + length));
      at += 20 + body;
    }
    return all;
  }

  private static int u16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }

  @Test
  void whatOnePassBringsIsWrittenAtOnce() {
    fromPeer(1, 5);
    fromPeer(2, 1000);
    fromPeer(3, 0);
    assertThat(stream.<ByteBuf>readOutbound()).as("before the end of the pass").isNull();
    world.turn();
    assertThat(payloads(next())).containsExactly(payload(1, 5), payload(2, 1000), payload(3, 0));
    assertThat(stream.<ByteBuf>readOutbound()).isNull();
    fromPeer(4, 7);
    world.turn();
    assertThat(payloads(next())).containsExactly(payload(4, 7));
  }

  @Test
  void aLongPassIsWrittenPieceByPiece() {
    for (int i = 0; i < 50; i++) {
      fromPeer(i, 1000);
    }
    world.turn();
    List<byte[]> all = new ArrayList<>();
    for (int pieces = 0; all.size() < 50; pieces++) {
      byte[] written = next();
      assertThat(written.length).isBetween(1000, 16 << 10);
      all.addAll(payloads(written));
      assertThat(pieces).isLessThan(5);
    }
    for (int i = 0; i < 50; i++) {
      assertThat(all.get(i)).isEqualTo(payload(i, 1000));
    }
  }

  /// As through TLS, which must not put two messages into one record.
  @Test
  void whereSomethingStandsBeforeTheSocketMessagesStayApartAndLeaveTogether() {
    stream.pipeline().addFirst(new ChannelDuplexHandler());
    fromPeer(1, 5);
    fromPeer(2, 1000);
    assertThat(stream.<ByteBuf>readOutbound()).as("before the end of the pass").isNull();
    world.turn();
    assertThat(payloads(next())).containsExactly(payload(1, 5));
    assertThat(payloads(next())).containsExactly(payload(2, 1000));
    fromPeer(3, 9);
    ask(StunMethod.CREATE_PERMISSION, new XorPeerAddress(PEER));
    assertThat(payloads(next())).containsExactly(payload(3, 9));
    hear();
    for (int i = 0; i < 50; i++) {
      fromPeer(i, 1000);
    }
    assertThat(stream.outboundMessages()).as("sent before the end of the pass").hasSize(48);
    world.turn();
    for (int i = 0; i < 50; i++) {
      assertThat(payloads(next())).containsExactly(payload(i, 1000));
    }
  }

  @Test
  void anAnswerStandsBehindWhatCameBeforeIt() {
    fromPeer(1, 30);
    ask(StunMethod.CREATE_PERMISSION, new XorPeerAddress(PEER));
    fromPeer(2, 30);
    assertThat(payloads(next())).containsExactly(payload(1, 30));
    hear();
    world.turn();
    assertThat(payloads(next())).containsExactly(payload(2, 30));
  }

  @Test
  void whatHasGatheredForAConnectionThatClosesIsForgotten() {
    fromPeer(1, 30);
    stream.close();
    world.turn();
    assertThat(stream.<ByteBuf>readOutbound()).isNull();
  }

  /// Three messages, torn at every place and read in two or three pieces.
  @Test
  void whereAReadingIsTornMakesNoDifference() {
    ByteArrayOutputStream three = new ByteArrayOutputStream();
    three.writeBytes(send(1, 3));
    three.writeBytes(send(2, 40));
    three.writeBytes(send(3, 0));
    byte[] bytes = three.toByteArray();
    for (int first = 0; first <= bytes.length; first++) {
      for (int second : new int[] {first, Math.min(first + 1, bytes.length), bytes.length}) {
        world.sent = 0;
        read(bytes, 0, first);
        read(bytes, first, second);
        read(bytes, second, bytes.length);
        assertThat(world.sent).as("torn at %d and %d", first, second).isEqualTo(3);
        assertThat(world.sentLength).isZero();
        assertThat(world.sentTo).isEqualTo(PEER);
      }
    }
    assertThat(stream.isOpen()).isTrue();
  }

  private void read(byte[] bytes, int from, int to) {
    if (to > from) {
      stream.writeInbound(Unpooled.copiedBuffer(bytes, from, to - from));
    }
  }

  private static byte[] send(int number, int size) {
    StunWriter writer = new StunWriter(256);
    writer.begin(StunClass.INDICATION, StunMethod.SEND, new TransactionId(1, number));
    writer.add(new XorPeerAddress(PEER));
    writer.add(new Data(Opaque.copyOf(payload(number, size))));
    return Arrays.copyOf(writer.bytes(), writer.length());
  }
}
