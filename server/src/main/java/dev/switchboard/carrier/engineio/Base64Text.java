// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.engineio;

import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Bytes that came as base64. Any thread.
final class Base64Text {
  private Base64Text() {}

  /// Null when it is none. Lines may be broken: the official client for Java breaks them, as mail
  /// does.
  static byte @Nullable [] read(byte[] body, int from, int to) {
    byte[] joined = Arrays.copyOfRange(body, from, to);
    int length = 0;
    for (byte b : joined) {
      if (b != '\n' && b != '\r') {
        joined[length++] = b;
      }
    }
    try {
      return Base64.getDecoder().decode(Arrays.copyOf(joined, length));
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
