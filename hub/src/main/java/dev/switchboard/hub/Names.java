// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import dev.switchboard.text.Utf8;

/// What every name (of a peer, a room, a call) has in common: some text, not endless, without
/// control characters.
final class Names {
  /// No limit in [Limits] may exceed this.
  static final int LONGEST = 1024;

  private Names() {}

  static boolean valid(Utf8 text) {
    if (!fits(text)) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (control(text, i)) {
        return false;
      }
    }
    return true;
  }

  static boolean fits(Utf8 text) {
    return !text.isEmpty() && text.length() <= LONGEST;
  }

  /// U+0000 to U+001F, U+007F, and U+0080 to U+009F, which are C2 80 to C2 9F.
  private static boolean control(Utf8 text, int index) {
    byte b = text.byteAt(index);
    return (b >= 0 && b < 0x20)
        || b == 0x7f
        || (b == (byte) 0xc2 && text.byteAt(index + 1) < (byte) 0xa0);
  }

  static Utf8 checked(String what, Utf8 text) {
    if (!valid(text)) {
      throw invalid(what, text);
    }
    return text;
  }

  static IllegalArgumentException invalid(String what, Utf8 text) {
    return new IllegalArgumentException(
        what
            + ": "
            + shown(text)
            + " (expected: 1 to "
            + LONGEST
            + " bytes without control characters)");
  }

  /// A name as an error message shows it: never longer than a line.
  static String shown(Utf8 text) {
    String whole = text.toString();
    if (whole.length() <= 64) {
      return whole;
    }
    int end = Character.isHighSurrogate(whole.charAt(60)) ? 60 : 61;
    return whole.substring(0, end) + "...";
  }
}
