// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.json;

import dev.switchboard.text.Utf8;
import org.jspecify.annotations.Nullable;

/// Turns the inside of a JSON string into the text it stands for.
final class JsonStrings {
  private JsonStrings() {}

  /// The text of a valid string, given without its quotes: the very slice where nothing is escaped.
  /// Null for a lone surrogate, which is no character (RFC 8259, section 8.2) and cannot be UTF-8.
  static @Nullable Utf8 unescape(Utf8 inside) {
    int escape = indexOfEscape(inside);
    return escape < 0 ? inside : unescape(inside, escape);
  }

  private static int indexOfEscape(Utf8 inside) {
    for (int i = 0; i < inside.length(); i++) {
      if (inside.byteAt(i) == '\\') {
        return i;
      }
    }
    return -1;
  }

  private static @Nullable Utf8 unescape(Utf8 inside, int first) {
    // An escape is never shorter than what it stands for.
    byte[] out = new byte[inside.length()];
    System.arraycopy(inside.bytes(), inside.offset(), out, 0, first);
    int to = first;
    int from = first;
    while (from < inside.length()) {
      byte b = inside.byteAt(from++);
      if (b != '\\') {
        out[to++] = b;
        continue;
      }
      byte kind = inside.byteAt(from++);
      if (kind != 'u') {
        out[to++] = simple(kind);
        continue;
      }
      int code = hex(inside, from);
      from += 4;
      if (Character.isHighSurrogate((char) code) && followedByLow(inside, from)) {
        code = Character.toCodePoint((char) code, (char) hex(inside, from + 2));
        from += 6;
      } else if (Character.isSurrogate((char) code)) {
        return null;
      }
      to = put(out, to, code);
    }
    return Utf8.view(out, 0, to);
  }

  private static byte simple(byte kind) {
    return switch (kind) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> kind;
    };
  }

  private static boolean followedByLow(Utf8 inside, int at) {
    return at + 6 <= inside.length()
        && inside.byteAt(at) == '\\'
        && inside.byteAt(at + 1) == 'u'
        && Character.isLowSurrogate((char) hex(inside, at + 2));
  }

  private static int hex(Utf8 inside, int at) {
    int code = 0;
    for (int i = at; i < at + 4; i++) {
      code = code << 4 | Character.digit(inside.byteAt(i), 16);
    }
    return code;
  }

  private static int put(byte[] out, int at, int code) {
    int to = at;
    if (code < 0x80) {
      out[to++] = (byte) code;
    } else if (code < 0x800) {
      out[to++] = (byte) (0xc0 | code >> 6);
      out[to++] = (byte) (0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
      out[to++] = (byte) (0xe0 | code >> 12);
      out[to++] = (byte) (0x80 | (code >> 6 & 0x3f));
      out[to++] = (byte) (0x80 | (code & 0x3f));
    } else {
      out[to++] = (byte) (0xf0 | code >> 18);
      out[to++] = (byte) (0x80 | (code >> 12 & 0x3f));
      out[to++] = (byte) (0x80 | (code >> 6 & 0x3f));
      out[to++] = (byte) (0x80 | (code & 0x3f));
    }
    return to;
  }
}
