// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import dev.switchboard.text.Utf8;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Writes frames (RFC 6455, section 5.2): those between two flushes go into one buffer, so that
/// they share a system call. On its connection's loop only.
final class WebSocketWriter {
  private static final int FIN = 0x80;

  /// A buffer that holds so much is handed on and a new one begun.
  private static final int LARGE = 64 << 10;

  private static final int MOST_HEADER = 10;

  /// What one block without compression can hold, and its header.
  static final int MOST_HEAD = 0xffff;

  private static final int STORED = 5;
  private static final int MOST_REASON = 123;

  private @Nullable ByteBuf queued;
  private boolean begun;

  /// Something was handed on since the last flush.
  private boolean handedOn;

  /// From here on frames may leave. Before, the HTTP codec stands in their way.
  void begin() {
    begun = true;
  }

  void text(ChannelHandlerContext ctx, Utf8 head, Utf8 body) {
    ByteBuf out = begin(ctx, FIN | WebSocketReader.TEXT, head.length() + body.length());
    out.writeBytes(head.bytes(), head.offset(), head.length());
    out.writeBytes(body.bytes(), body.offset(), body.length());
    handOnLarge(ctx, out);
  }

  void data(ChannelHandlerContext ctx, int opcode, byte[] bytes, int offset, int length) {
    ByteBuf out = begin(ctx, FIN | opcode, length).writeBytes(bytes, offset, length);
    handOnLarge(ctx, out);
  }

  /// A head that is not compressed, and what was. RFC 1951, section 3.2.4: a block without
  /// compression begins with a zero byte and with its length, as it is and inverted.
  void deflated(ChannelHandlerContext ctx, int opcode, Utf8 head, MessageDeflater body) {
    int first = FIN | FrameRules.RSV1 | opcode;
    int stored = head.isEmpty() ? 0 : STORED + head.length();
    ByteBuf out = begin(ctx, first, stored + body.length());
    if (stored > 0) {
      out.writeByte(0).writeShortLE(head.length()).writeShortLE(~head.length());
      out.writeBytes(head.bytes(), head.offset(), head.length());
    }
    out.writeBytes(body.bytes(), 0, body.length());
    handOnLarge(ctx, out);
  }

  void control(ChannelHandlerContext ctx, int opcode, byte[] payload, int length) {
    begin(ctx, FIN | opcode, length).writeBytes(payload, 0, length);
  }

  /// Section 5.5.1: a code and a reason, which may be cut short but must stay UTF-8.
  void close(ChannelHandlerContext ctx, int code, String reason) {
    byte[] text = reason.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(text.length, MOST_REASON);
    while (length > 0 && length < text.length && (text[length] & 0xc0) == 0x80) {
      length--;
    }
    begin(ctx, FIN | WebSocketReader.CLOSE, 2 + length)
        .writeShort(code)
        .writeBytes(text, 0, length);
  }

  void flush(ChannelHandlerContext ctx) {
    if (begun && queued != null) {
      handOn(ctx);
    }
    if (handedOn) {
      handedOn = false;
      ctx.flush();
    }
  }

  /// The channel is gone: lets go of what was never handed on.
  void release() {
    if (queued != null) {
      queued.release();
      queued = null;
    }
  }

  private ByteBuf begin(ChannelHandlerContext ctx, int first, int length) {
    ByteBuf out = queued;
    if (out == null) {
      out = ctx.alloc().ioBuffer(MOST_HEADER + length);
      queued = out;
    }
    out.writeByte(first);
    if (length < 126) {
      out.writeByte(length);
    } else if (length <= 0xffff) {
      out.writeByte(126).writeShort(length);
    } else {
      out.writeByte(127).writeLong(length);
    }
    return out;
  }

  private void handOnLarge(ChannelHandlerContext ctx, ByteBuf out) {
    if (begun && out.readableBytes() >= LARGE) {
      handOn(ctx);
    }
  }

  private void handOn(ChannelHandlerContext ctx) {
    ByteBuf out = queued;
    queued = null;
    if (out != null) {
      handedOn = true;
      ctx.write(out, ctx.voidPromise());
    }
  }
}
