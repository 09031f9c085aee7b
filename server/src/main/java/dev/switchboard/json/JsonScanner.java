// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// Steps over JSON values in a byte array and checks each of them by the grammar of RFC 8259, since
/// what is relayed must be JSON for its receiver. Makes nothing: a value is known by where it
/// begins and ends.
///
/// Every step takes the index of a value's first byte and returns the index behind its last, or
/// [#BAD]; then [#problem] says why. The recursion is as deep as the text is nested, and the text
/// may be nested [#DEEPEST] levels. One thread at a time.
final class JsonScanner {
  static final int BAD = -1;
  static final int DEEPEST = 32;

  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long TOPS = 0x8080808080808080L;

  private byte[] bytes = {};
  private int end;
  private @Nullable String problem;

  void over(byte[] bytes, int end) {
    this.bytes = bytes;
    this.end = end;
    this.problem = null;
  }

  String problem() {
    return problem == null ? "" : problem;
  }

  int fail(String why) {
    problem = why;
    return BAD;
  }

  int skipSpace(int at) {
    int i = at;
    while (i < end
        && (bytes[i] == ' ' || bytes[i] == '\n' || bytes[i] == '\r' || bytes[i] == '\t')) {
      i++;
    }
    return i;
  }

  boolean isAt(int at, char expected) {
    return at < end && bytes[at] == expected;
  }

  /// Any value; `depth` counts the arrays and objects around it.
  int value(int at, int depth) {
    if (at >= end) {
      return fail("ends too early");
    }
    return switch (bytes[at]) {
      case '"' -> string(at);
      case '{' -> object(at, depth + 1);
      case '[' -> array(at, depth + 1);
      case 't' -> literal(at, "true");
      case 'f' -> literal(at, "false");
      case 'n' -> literal(at, "null");
      default -> number(at);
    };
  }

  /// A string, from its first quote to behind its last.
  int string(int at) {
    if (!isAt(at, '"')) {
      return fail("a name must be in quotes");
    }
    int i = plain(at + 1);
    while (i < end && bytes[i] != '"') {
      if (bytes[i] != '\\') {
        return fail("control character in a string");
      }
      i = escapes(i);
      if (i == BAD) {
        return BAD;
      }
      i = plain(i);
    }
    return i < end ? i + 1 : fail("ends inside a string");
  }

  private int object(int at, int depth) {
    if (depth > DEEPEST) {
      return fail("nested deeper than " + DEEPEST + " levels");
    }
    int i = skipSpace(at + 1);
    if (isAt(i, '}')) {
      return i + 1;
    }
    while (true) {
      i = string(i);
      i = i == BAD ? BAD : skipSpace(i);
      if (i == BAD || !isAt(i, ':')) {
        return i == BAD ? BAD : fail("a colon is missing");
      }
      i = value(skipSpace(i + 1), depth);
      i = i == BAD ? BAD : skipSpace(i);
      if (i == BAD || isAt(i, '}')) {
        return i == BAD ? BAD : i + 1;
      }
      if (!isAt(i, ',')) {
        return fail("a comma or brace is missing");
      }
      i = skipSpace(i + 1);
    }
  }

  private int array(int at, int depth) {
    if (depth > DEEPEST) {
      return fail("nested deeper than " + DEEPEST + " levels");
    }
    int i = skipSpace(at + 1);
    if (isAt(i, ']')) {
      return i + 1;
    }
    while (true) {
      i = value(i, depth);
      i = i == BAD ? BAD : skipSpace(i);
      if (i == BAD || isAt(i, ']')) {
        return i == BAD ? BAD : i + 1;
      }
      if (!isAt(i, ',')) {
        return fail("a comma or bracket is missing");
      }
      i = skipSpace(i + 1);
    }
  }

  private int literal(int at, String word) {
    if (at + word.length() > end) {
      return fail("ends too early");
    }
    for (int i = 0; i < word.length(); i++) {
      if (bytes[at + i] != word.charAt(i)) {
        return fail("not a value");
      }
    }
    return at + word.length();
  }

  private int number(int at) {
    int i = isAt(at, '-') ? at + 1 : at;
    int digits = digits(i);
    if (digits == i) {
      return fail("not a value");
    }
    if (bytes[i] == '0' && digits > i + 1) {
      return fail("a number must not begin with 0");
    }
    i = digits;
    if (isAt(i, '.')) {
      digits = digits(i + 1);
      if (digits == i + 1) {
        return fail("a digit is missing");
      }
      i = digits;
    }
    if (isAt(i, 'e') || isAt(i, 'E')) {
      i++;
      if (isAt(i, '+') || isAt(i, '-')) {
        i++;
      }
      digits = digits(i);
      if (digits == i) {
        return fail("a digit is missing");
      }
      i = digits;
    }
    return i;
  }

  private int digits(int at) {
    int i = at;
    while (i < end && bytes[i] >= '0' && bytes[i] <= '9') {
      i++;
    }
    return i;
  }

  /// The index of the next quote, backslash or control character, or the end: eight bytes at a
  /// time.
  private int plain(int at) {
    int i = at;
    while (i + 8 <= end) {
      long eight = (long) EIGHT_BYTES.get(bytes, i);
      long quote = eight ^ (ONES * '"');
      long slash = eight ^ (ONES * '\\');
      // The classic test for a zero byte, and for a byte below 0x20. Bytes above 0x7f have the top
      // bit set and so pass.
      long found =
          ((quote - ONES) & ~quote) | ((slash - ONES) & ~slash) | ((eight - ONES * 0x20) & ~eight);
      found &= TOPS;
      if (found != 0) {
        return i + (Long.numberOfTrailingZeros(found) >>> 3);
      }
      i += 8;
    }
    while (i < end && bytes[i] != '"' && bytes[i] != '\\' && (bytes[i] & 0xff) >= 0x20) {
      i++;
    }
    return i;
  }

  /// One escape and those right behind it: the lines of a session description end in two.
  private int escapes(int at) {
    int i = at;
    do {
      if (i + 1 >= end) {
        return fail("ends inside a string");
      }
      byte kind = bytes[i + 1];
      if (isSimple(kind)) {
        i += 2;
      } else if (kind == 'u') {
        i = hex(i + 2);
      } else {
        return fail("unknown escape in a string");
      }
    } while (i != BAD && isAt(i, '\\'));
    return i;
  }

  private static boolean isSimple(byte kind) {
    return kind == 'n'
        || kind == 'r'
        || kind == '"'
        || kind == '\\'
        || kind == '/'
        || kind == 't'
        || kind == 'b'
        || kind == 'f';
  }

  private int hex(int at) {
    if (at + 4 > end) {
      return fail("ends inside a string");
    }
    for (int i = at; i < at + 4; i++) {
      if (Character.digit(bytes[i], 16) < 0) {
        return fail("unknown escape in a string");
      }
    }
    return at + 4;
  }
}
