// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.text.Utf8;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A WebSocket without a socket: takes bytes, remembers what its listener heard and what went out,
/// and counts the memory that is not given back.
final class Wire implements Connection.Listener {
  static final NetLimits LIMITS =
      new NetLimits(100, 100, 100_000, 40, 64 << 10, Duration.ofSeconds(30));

  /// Counts for itself, so without the leak detector, which would take most of the time.
  final UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(true, true);

  final EmbeddedChannel channel = new EmbeddedChannel();
  final Loop loop = new Loop(channel.eventLoop());
  final WebSocketConnection connection;
  final List<String> heard = new ArrayList<>();
  final List<String> said = new ArrayList<>();

  /// What the listener does with a text beside remembering it.
  Consumer<Utf8> onText = _ -> {};

  /// What it does with bytes.
  Consumer<byte[]> onBinary = _ -> {};

  /// What it does with any other call.
  Runnable onRest = () -> {};

  /// What came and what went, as lines.
  record Outcome(List<String> heard, List<String> said) {}

  Wire() {
    this(LIMITS);
  }

  Wire(NetLimits limits) {
    this(limits, Deflate.OFF);
  }

  Wire(NetLimits limits, Deflate deflate) {
    channel.config().setAllocator(memory);
    connection = new WebSocketConnection(loop, limits, deflate);
    connection.listener(this);
    channel.pipeline().addLast(connection);
    connection.begin();
  }

  /// All of it in one read.
  static Outcome whole(byte[] bytes) {
    return new Wire().feed(bytes).outcome();
  }

  /// In reads of random lengths, one byte each where `random` is null.
  static Outcome split(byte[] bytes, @Nullable Random random) {
    return new Wire().feedSplit(bytes, random).outcome();
  }

  Wire feed(byte[] bytes) {
    if (channel.isOpen()) {
      ByteBuf in = memory.buffer(bytes.length);
      channel.writeInbound(in.writeBytes(bytes));
    }
    return this;
  }

  Wire feedSplit(byte[] bytes, @Nullable Random random) {
    int at = 0;
    while (at < bytes.length) {
      int most = random == null ? 1 : 1 + random.nextInt(random.nextInt(4) == 0 ? 5000 : 20);
      int to = Math.min(bytes.length, at + most);
      feed(Arrays.copyOfRange(bytes, at, to));
      at = to;
    }
    return this;
  }

  /// What has gone out so far.
  List<String> said() {
    for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
      readFrames(out);
      out.release();
    }
    return said;
  }

  /// Ends the connection where it did not end itself; nothing may be left in memory.
  Outcome outcome() {
    said();
    channel.close();
    channel.runPendingTasks();
    said();
    assertThat(memory.metric().usedHeapMemory() + memory.metric().usedDirectMemory()).isZero();
    assertThat(loop.tenants()).isEmpty();
    assertThat(loop.zlib().lent()).isZero();
    loop.beat();
    loop.beat();
    assertThat(loop.zlib().holds()).isFalse();
    return new Outcome(heard, said);
  }

  @Override
  public void received(Utf8 message) {
    heard.add("text " + brief(message.toString()));
    onText.accept(message);
  }

  @Override
  public void receivedBinary(byte[] bytes, int offset, int length) {
    heard.add("binary " + brief(HexFormat.of().formatHex(bytes, offset, offset + length)));
    onBinary.accept(Arrays.copyOfRange(bytes, offset, offset + length));
    onRest.run();
  }

  @Override
  public void drain() {
    heard.add("drain");
    onRest.run();
  }

  @Override
  public void writable() {
    heard.add("writable");
    onRest.run();
  }

  @Override
  public void closed(int code, boolean byPeer) {
    heard.add("closed " + code + (byPeer ? " by peer" : " by us"));
    onRest.run();
  }

  static String brief(String text) {
    return text.length() < 60 ? text : text.length() + " chars #" + text.hashCode();
  }

  private void readFrames(ByteBuf in) {
    while (in.isReadable()) {
      int first = in.readUnsignedByte();
      int length = in.readUnsignedByte();
      boolean deflated = (first & FrameRules.RSV1) != 0;
      assertThat(first & 0xb0).as("FIN, nothing reserved").isEqualTo(0x80);
      assertThat(length).as("not masked").isLessThan(128);
      if (length == 126) {
        length = in.readUnsignedShort();
        assertThat(length).as("shortest form").isGreaterThan(125);
      } else if (length == 127) {
        length = (int) in.readLong();
        assertThat(length).as("shortest form").isGreaterThan(0xffff);
      }
      ByteBuf payload = in.readSlice(length);
      said.add(
          deflated
              ? "deflated " + line(first & 0x0f, inflated(payload))
              : line(first & 0x0f, payload));
    }
  }

  private static ByteBuf inflated(ByteBuf payload) {
    byte[] bytes = new byte[payload.readableBytes()];
    payload.readBytes(bytes);
    return Unpooled.wrappedBuffer(Deflated.inflate(bytes));
  }

  private static String line(int opcode, ByteBuf payload) {
    return switch (opcode) {
      case WebSocketReader.TEXT -> "text " + brief(payload.toString(StandardCharsets.UTF_8));
      case WebSocketReader.BINARY -> "binary " + brief(ByteBufUtil.hexDump(payload));
      case WebSocketReader.PING -> "ping " + payload.toString(StandardCharsets.ISO_8859_1);
      case WebSocketReader.PONG -> "pong " + payload.toString(StandardCharsets.ISO_8859_1);
      case WebSocketReader.CLOSE ->
          payload.readableBytes() == 0 ? "close" : "close " + payload.readUnsignedShort();
      default -> throw new AssertionError("opcode " + opcode);
    };
  }
}
