// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.peerjs;

import dev.switchboard.text.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The query of an address, read as browsers read one (WHATWG URL, section 5.1): `+` is a space, a
/// percent sign that escapes nothing is itself, and the last of two fields of one name counts.
final class Query {
  private final String raw;

  Query(String raw) {
    this.raw = raw;
  }

  /// The field's value, empty where there is none. Its bytes need not be UTF-8, so this is for
  /// comparing, and for what is checked to be plain letters.
  Utf8 field(String name) {
    String value = "";
    for (int from = 0; from < raw.length(); ) {
      int end = end(from);
      int equals = raw.indexOf('=', from);
      if (equals >= 0 && equals < end && raw.substring(from, equals).equals(name)) {
        value = raw.substring(equals + 1, end);
      }
      from = end + 1;
    }
    return decoded(value);
  }

  private int end(int from) {
    int end = raw.indexOf('&', from);
    return end < 0 ? raw.length() : end;
  }

  private static Utf8 decoded(String value) {
    byte[] in = value.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[in.length];
    int length = 0;
    for (int i = 0; i < in.length; i++) {
      int escaped = in[i] == '%' ? hex(in, i + 1) : -1;
      if (escaped >= 0) {
        out[length++] = (byte) escaped;
        i += 2;
      } else {
        out[length++] = in[i] == '+' ? (byte) ' ' : in[i];
      }
    }
    return Utf8.view(Arrays.copyOf(out, length), 0, length);
  }

  private static int hex(byte[] in, int at) {
    int high = at + 1 < in.length ? Character.digit(in[at], 16) : -1;
    int low = high < 0 ? -1 : Character.digit(in[at + 1], 16);
    return low < 0 ? -1 : high << 4 | low;
  }
}
