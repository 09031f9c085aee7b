// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.text.Utf8;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WebSocketWriterTest {
  private final UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(true, true);
  private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
  private final ChannelHandlerContext ctx = channel.pipeline().firstContext();
  private final WebSocketWriter writer = new WebSocketWriter();

  WebSocketWriterTest() {
    channel.config().setAllocator(memory);
    writer.begin();
  }

  @AfterEach
  void nothingIsLeft() {
    writer.release();
    channel.finishAndReleaseAll();
    assertThat(memory.metric().usedHeapMemory() + memory.metric().usedDirectMemory()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 8100",
    "1, 8101",
    "125, 817d",
    "126, 817e007e",
    "65535, 817effff",
    "65536, 817f0000000000010000",
    "300000, 817f00000000000493e0"
  })
  void aLengthIsWrittenInItsShortestForm(int length, String header) {
    String text = "x".repeat(length);
    writer.text(ctx, Utf8.EMPTY, Utf8.of(text));
    writer.flush(ctx);
    byte[] all = join(buffers());
    int size = header.length() / 2;
    assertThat(HexFormat.of().formatHex(all, 0, size)).isEqualTo(header);
    assertThat(new String(all, size, all.length - size, StandardCharsets.UTF_8)).isEqualTo(text);
  }

  @Test
  void allUpToAFlushShareOneBuffer() {
    for (int i = 0; i < 100; i++) {
      writer.text(ctx, Utf8.of("{\"seq\":" + i), Utf8.of(",\"x\":1}"));
    }
    writer.control(ctx, WebSocketReader.PONG, new byte[] {'p', 'q'}, 1);
    assertThat(buffers()).isEmpty();
    writer.flush(ctx);
    List<byte[]> buffers = buffers();
    assertThat(buffers).hasSize(1);
    assertThat(new String(buffers.getFirst(), StandardCharsets.ISO_8859_1))
        .startsWith("\u0081\u000f{\"seq\":0,\"x\":1}\u0081\u000f{\"seq\":1")
        .endsWith("{\"seq\":99,\"x\":1}\u008a\u0001p");
    writer.flush(ctx);
    assertThat(buffers()).isEmpty();
  }

  @Test
  void aSliceIsWrittenFromItsOffset() {
    Utf8 text = Utf8.of("abcdef");
    writer.text(ctx, text.slice(1, 3), text.slice(4, 6));
    writer.flush(ctx);
    assertThat(new String(join(buffers()), 2, 4, StandardCharsets.UTF_8)).isEqualTo("bcef");
  }

  @Test
  void aFullBufferIsHandedOnBeforeTheFlush() {
    Utf8 half = Utf8.of("x".repeat(40_000));
    writer.text(ctx, Utf8.EMPTY, half);
    writer.text(ctx, Utf8.EMPTY, half);
    writer.text(ctx, Utf8.EMPTY, Utf8.of("rest"));
    channel.flush();
    assertThat(buffers()).extracting(bytes -> bytes.length).containsExactly(80_008);
    writer.flush(ctx);
    assertThat(buffers()).extracting(bytes -> bytes.length).containsExactly(6);
  }

  @Test
  void nothingLeavesBeforeTheBegin() {
    WebSocketWriter early = new WebSocketWriter();
    early.text(ctx, Utf8.EMPTY, Utf8.of("x".repeat(100_000)));
    early.close(ctx, 1000, "");
    early.flush(ctx);
    channel.flush();
    assertThat(buffers()).isEmpty();
    early.begin();
    early.flush(ctx);
    assertThat(buffers()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "ä", "水", "🍌", "a🍌", "aä", "aa水"})
  void aLongCloseReasonIsCutBetweenCharacters(String unit) {
    for (int i = 0; i < 130; i++) {
      writer.close(ctx, 4400, "x".repeat(i % 7) + unit.repeat(i));
      writer.flush(ctx);
      byte[] frame = join(buffers());
      assertThat(frame[0] & 0xff).isEqualTo(0x88);
      assertThat((int) frame[1]).isEqualTo(frame.length - 2).isBetween(2, 125);
      String reason = new String(frame, 4, frame.length - 4, StandardCharsets.UTF_8);
      assertThat(reason).doesNotContain("\ufffd");
      String whole = "x".repeat(i % 7) + unit.repeat(i);
      assertThat(whole).startsWith(reason);
      int size = ClientFrames.utf8(whole).length;
      assertThat(frame.length - 4).isGreaterThan(Math.min(size, 123) - 4);
    }
  }

  private List<byte[]> buffers() {
    List<byte[]> all = new ArrayList<>();
    for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
      byte[] bytes = new byte[out.readableBytes()];
      out.readBytes(bytes);
      out.release();
      all.add(bytes);
    }
    return all;
  }

  private static byte[] join(List<byte[]> buffers) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    buffers.forEach(all::writeBytes);
    return all.toByteArray();
  }
}
