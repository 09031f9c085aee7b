// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import java.util.Random;

/// Random contents of every kind: what compresses well, what does not, and in between.
final class Samples {
  private static final String[] WORDS = {
    "a=candidate:", "typ host ", "192.168.0.", "\r\n", "{\"type\":\"offer\"}", "grüße ", "水", "🍌"
  };

  private Samples() {}

  static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    switch (random.nextInt(3)) {
      case 0 -> random.nextBytes(bytes);
      case 1 -> {
        byte[] text = ClientFrames.utf8(text(random, length));
        System.arraycopy(text, 0, bytes, 0, length);
      }
      default -> {
        for (int i = random.nextInt(50); i > 0; i--) {
          bytes[random.nextInt(length)] = (byte) random.nextInt();
        }
      }
    }
    return bytes;
  }

  /// At least so many characters.
  static String text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      String word = WORDS[random.nextInt(WORDS.length)];
      text.append(word).append(random.nextInt(3) == 0 ? random.nextInt() : "");
    }
    return text.toString();
  }
}
