// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import dev.switchboard.text.Utf8;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/// Deflates whole messages, each for itself (RFC 7692, section 7.2.1). One for each loop, on that
/// loop.
///
/// It remembers the last body that many share and does not deflate it again for the next of them: a
/// receiver's own head goes before it as a block that is not compressed, so the same bytes serve
/// all.
final class MessageDeflater {
  /// What is kept for the next message.
  private static final int SMALL = 64 << 10;

  /// The end of a flush, which is not sent.
  private static final int TAIL = 4;

  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
  private byte[] bytes = new byte[SMALL];
  private int length;
  private @Nullable Utf8 shared;
  private int sharedBits;

  /// What came out, [#length] bytes from the start.
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /// Deflates a body that may be sent to others as well. False when that makes nothing smaller. By
  /// its identity the body is known again: to compare its bytes would say nothing about what they
  /// were.
  @SuppressWarnings("ReferenceEquality")
  boolean deflate(Utf8 body, int windowBits) {
    if (body != shared || windowBits != sharedBits) {
      deflate(body.bytes(), body.offset(), body.length(), windowBits);
      shared = body;
      sharedBits = windowBits;
    }
    return length > 0;
  }

  /// The window of the JDK's deflater is always the widest. For a narrower one everything is
  /// forgotten after as many bytes as it holds, so that nothing refers further back.
  boolean deflate(byte[] from, int offset, int count, int windowBits) {
    shared = null;
    length = 0;
    makeRoom(count);
    deflater.reset();
    int step = windowBits == Deflate.WIDEST ? count : 1 << windowBits;
    int made = 0;
    for (int at = 0; at < count; at += step) {
      int size = Math.min(step, count - at);
      boolean last = at + size == count;
      int room = count - made;
      deflater.setInput(from, offset + at, size);
      int got =
          deflater.deflate(bytes, made, room, last ? Deflater.SYNC_FLUSH : Deflater.FULL_FLUSH);
      if (got == room) {
        return false;
      }
      made += got;
    }
    length = made - TAIL;
    return true;
  }

  /// Gives its native memory back.
  void free() {
    deflater.end();
  }

  private void makeRoom(int count) {
    if (count > bytes.length || bytes.length > SMALL) {
      bytes = new byte[Math.max(count, SMALL)];
    }
  }
}
