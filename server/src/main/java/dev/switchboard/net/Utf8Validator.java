// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

/// Checks UTF-8 (RFC 3629) piece by piece: what it knows between two pieces is one number. A text
/// may end only in [#DONE].
final class Utf8Validator {
  /// Between two characters.
  static final int DONE = 0;

  static final int BAD = -1;

  // A state is how many continuation bytes are due, and the range that the next of them must be in.
  private static final int LOW_SHIFT = 8;
  private static final int HIGH_SHIFT = 16;

  private Utf8Validator() {}

  /// The state after these bytes, or [#BAD].
  static int check(int state, byte[] bytes, int from, int to) {
    int now = state;
    for (int i = from; i < to; i++) {
      int b = bytes[i] & 0xff;
      if (now == DONE) {
        if (b >= 0x80) {
          now = first(b);
        }
      } else {
        int low = now >> LOW_SHIFT & 0xff;
        int high = now >> HIGH_SHIFT & 0xff;
        if (b < low || b > high) {
          return BAD;
        }
        int due = (now & 0xff) - 1;
        now = due == 0 ? DONE : due(due, 0x80, 0xbf);
      }
      if (now == BAD) {
        return BAD;
      }
    }
    return now;
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
