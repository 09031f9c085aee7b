// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/// Reads frames (RFC 6455, section 5) and puts messages together. Each byte is looked at once,
/// however the pieces fall: a frame's header is gathered, its payload is unmasked as it comes and,
/// in a text, checked to be UTF-8 at once, so that a bad text fails early.
///
/// A message that arrives whole in one read is unmasked in the loop's scratch memory and costs no
/// allocation; one that does not gets an array that grows with what has really come, so that
/// announcing a large message costs nothing. A compressed one borrows an inflater of its loop's
/// from its first frame to its last. On its connection's loop only.
final class WebSocketReader {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  private static final int MOST_HEADER = 14;
  private static final int MOST_CONTROL = 125;
  private static final byte[] NOTHING = {};

  /// What a connection does with what was read. `false` from `bad` or a close means that nothing
  /// more is to be read.
  interface Sink {
    void message(boolean text, byte[] bytes, int offset, int length);

    /// A whole control frame.
    void control(int opcode, byte[] payload, int length);

    void bad(CloseReason reason, String why);

    /// Whether to go on reading.
    boolean open();
  }

  private final Loop loop;
  private final int mostBytes;
  private final int mostFragments;
  private final boolean deflate;

  // The frame that is being read. `left` is below zero while its header is.
  private byte[] header = NOTHING;
  private int headerLength;
  private long left = -1;
  private int opcode;
  private boolean last;
  private int mask;
  private int phase;

  // The message that is being read: `kind` is its first opcode, or 0 between messages.
  private int kind;
  private int fragments;
  private int utf8;
  private byte[] message = NOTHING;
  private int length;

  /// While the message is a compressed one.
  private @Nullable MessageInflater inflater;

  private byte[] control = NOTHING;
  private int controlLength;

  WebSocketReader(Loop loop, NetLimits limits, boolean deflate) {
    this.loop = loop;
    this.deflate = deflate;
    this.mostBytes = limits.messageBytes();
    this.mostFragments = limits.fragments();
  }

  void read(ByteBuf in, Sink sink) {
    while (sink.open() && (in.isReadable() || left == 0)) {
      if (left < 0) {
        readHeader(in, sink);
      } else if (opcode >= CLOSE) {
        readControl(in, sink);
      } else {
        readData(in, sink);
      }
    }
  }

  private void readHeader(ByteBuf in, Sink sink) {
    if (headerLength == 0 && in.readableBytes() >= MOST_HEADER) {
      int at = in.readerIndex();
      int size = headerSize(in.getByte(at + 1));
      int mask = in.getIntLE(at + size - 4);
      begin(in.getByte(at), in.getByte(at + 1), lengthAt(in, at, size), mask, sink);
      in.skipBytes(size);
      return;
    }
    if (header.length == 0) {
      header = new byte[MOST_HEADER];
    }
    while (in.isReadable()) {
      header[headerLength++] = in.readByte();
      if (headerLength == 2 && !plausible(header[0], header[1], sink)) {
        return;
      }
      if (headerLength >= 2 && headerLength == headerSize(header[1])) {
        ByteBuf whole = Unpooled.wrappedBuffer(header);
        int size = headerLength;
        headerLength = 0;
        begin(header[0], header[1], lengthAt(whole, 0, size), whole.getIntLE(size - 4), sink);
        return;
      }
    }
  }

  private static int headerSize(byte second) {
    int length = second & 0x7f;
    return (length == 126 ? 4 : length == 127 ? 10 : 2) + 4;
  }

  private static long lengthAt(ByteBuf in, int at, int size) {
    return switch (size) {
      case 8 -> in.getUnsignedShort(at + 2);
      case 14 -> in.getLong(at + 2);
      default -> in.getByte(at + 1) & 0x7f;
    };
  }

  private boolean plausible(byte first, byte second, Sink sink) {
    String wrong = FrameRules.wrong(first, second, kind, deflate);
    if (wrong.isEmpty()) {
      return true;
    }
    bad(CloseReason.PROTOCOL_ERROR, wrong, sink);
    return false;
  }

  private void begin(byte first, byte second, long size, int mask, Sink sink) {
    if (!plausible(first, second, sink)) {
      return;
    }
    this.opcode = first & 0x0f;
    this.last = first < 0;
    this.mask = mask;
    this.phase = 0;
    this.left = size;
    if (opcode >= CLOSE) {
      controlLength = 0;
      return;
    }
    if (opcode != CONTINUATION) {
      kind = opcode;
      inflater = (first & FrameRules.RSV1) == 0 ? null : loop.zlib().borrow();
    }
    if (size < 0) {
      // Section 5.2: "the most significant bit MUST be 0".
      bad(CloseReason.PROTOCOL_ERROR, "length", sink);
    } else if (size > (inflater == null ? mostBytes - length : inflater.room(mostBytes))) {
      bad(CloseReason.TOO_BIG, "more than " + mostBytes + " bytes", sink);
    } else if (++fragments > mostFragments) {
      bad(CloseReason.TOO_BIG, "more than " + mostFragments + " fragments", sink);
    }
  }

  private void readControl(ByteBuf in, Sink sink) {
    int count = (int) Math.min(left, in.readableBytes());
    if (count > 0 && control.length == 0) {
      control = new byte[MOST_CONTROL];
    }
    in.readBytes(control, controlLength, count);
    Masks.unmask(control, controlLength, controlLength + count, mask, phase);
    advance(count);
    controlLength += count;
    if (left == 0) {
      byte[] payload = control;
      left = -1;
      control = NOTHING;
      sink.control(opcode, payload, controlLength);
    }
  }

  private void readData(ByteBuf in, Sink sink) {
    MessageInflater compressed = inflater;
    if (compressed != null) {
      readCompressed(in, compressed, sink);
      return;
    }
    boolean whole = kind == opcode && last && length == 0 && left <= in.readableBytes();
    int count = (int) Math.min(left, in.readableBytes());
    byte[] into = whole && count <= Loop.SCRATCH ? loop.scratch() : grown(count);
    in.readBytes(into, length, count);
    boolean ascii = Masks.unmask(into, length, length + count, mask, phase);
    if (kind == TEXT && !(ascii && utf8 == Utf8Validator.DONE)) {
      utf8 = Utf8Validator.check(utf8, into, length, length + count);
    }
    advance(count);
    length += count;
    endPiece(into, length, sink);
  }

  private void readCompressed(ByteBuf in, MessageInflater inflater, Sink sink) {
    int count = (int) Math.min(Math.min(left, in.readableBytes()), Loop.SCRATCH);
    byte[] piece = loop.scratch();
    in.readBytes(piece, 0, count);
    Masks.unmask(piece, 0, count, mask, phase);
    advance(count);
    int before = inflater.length();
    try {
      boolean ends = left == 0 && last;
      if (!inflater.add(piece, count, mostBytes) || (ends && !inflater.end(mostBytes))) {
        bad(CloseReason.TOO_BIG, "more than " + mostBytes + " bytes", sink);
        return;
      }
    } catch (DataFormatException _) {
      bad(CloseReason.PROTOCOL_ERROR, "cannot be inflated", sink);
      return;
    }
    if (kind == TEXT) {
      utf8 = Utf8Validator.check(utf8, inflater.bytes(), before, inflater.length());
    }
    endPiece(inflater.bytes(), inflater.length(), sink);
  }

  /// A bad text ends here, in the middle of a frame or not.
  private void endPiece(byte[] bytes, int size, Sink sink) {
    boolean ends = left == 0 && last;
    if (utf8 == Utf8Validator.BAD || (ends && utf8 != Utf8Validator.DONE)) {
      bad(CloseReason.NOT_UTF8, "", sink);
      return;
    }
    if (left == 0) {
      left = -1;
    }
    if (ends) {
      endMessage(bytes, size, sink);
    }
  }

  private void endMessage(byte[] bytes, int size, Sink sink) {
    boolean text = kind == TEXT;
    MessageInflater borrowed = inflater;
    kind = 0;
    fragments = 0;
    length = 0;
    message = NOTHING;
    inflater = null;
    if (borrowed == null) {
      sink.message(text, bytes, 0, size);
      return;
    }
    try {
      sink.message(text, bytes, 0, size);
    } finally {
      loop.zlib().giveBack(borrowed);
    }
  }

  private void bad(CloseReason reason, String why, Sink sink) {
    release();
    sink.bad(reason, why);
  }

  /// Nothing more will be read.
  void release() {
    MessageInflater borrowed = inflater;
    if (borrowed != null) {
      inflater = null;
      loop.zlib().giveBack(borrowed);
    }
  }

  private void advance(int count) {
    left -= count;
    phase += count;
  }

  private byte[] grown(int more) {
    if (length + more > message.length) {
      message =
          Arrays.copyOf(message, Math.max(length + more, Math.min(mostBytes, 2 * message.length)));
    }
    return message;
  }
}
