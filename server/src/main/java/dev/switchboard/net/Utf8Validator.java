// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Checks UTF-8 (RFC 3629) piece by piece: what it knows between two pieces is one number. A text
/// may end only in [#DONE].
public final class Utf8Validator {
  /// Between two characters.
  static final int DONE = 0;

  static final int BAD = -1;

  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long TOPS = 0x8080808080808080L;

  // A state is how many continuation bytes are due, and the range that the next of them must be in.
  private static final int LOW_SHIFT = 8;
  private static final int HIGH_SHIFT = 16;

  private Utf8Validator() {}

  /// Whether these bytes are a whole text.
  public static boolean isWhole(byte[] bytes, int from, int to) {
    return check(DONE, bytes, from, to) == DONE;
  }

  /// The state after these bytes, or [#BAD].
  static int check(int state, byte[] bytes, int from, int to) {
    int now = state;
    int i = from;
    while (i < to && now != BAD) {
      if (now == DONE) {
        i = afterAscii(bytes, i, to);
      }
      if (i < to) {
        now = next(now, bytes[i++] & 0xff);
      }
    }
    return now;
  }

  private static int afterAscii(byte[] bytes, int from, int to) {
    int i = from;
    while (i + 8 <= to && ((long) EIGHT_BYTES.get(bytes, i) & TOPS) == 0) {
      i += 8;
    }
    while (i < to && bytes[i] >= 0) {
      i++;
    }
    return i;
  }

  private static int next(int state, int b) {
    if (state == DONE) {
      return first(b);
    }
    int low = state >> LOW_SHIFT & 0xff;
    int high = state >> HIGH_SHIFT & 0xff;
    if (b < low || b > high) {
      return BAD;
    }
    int due = (state & 0xff) - 1;
    return due == 0 ? DONE : due(due, 0x80, 0xbf);
  }

  /// RFC 3629 section 4: no overlong forms, no surrogates, nothing above U+10FFFF.
  private static int first(int b) {
    if (b < 0xc2 || b > 0xf4) {
      return BAD;
    }
    if (b < 0xe0) {
      return due(1, 0x80, 0xbf);
    }
    if (b < 0xf0) {
      return due(2, b == 0xe0 ? 0xa0 : 0x80, b == 0xed ? 0x9f : 0xbf);
    }
    return due(3, b == 0xf0 ? 0x90 : 0x80, b == 0xf4 ? 0x8f : 0xbf);
  }

  private static int due(int count, int low, int high) {
    return count | low << LOW_SHIFT | high << HIGH_SHIFT;
  }
}
