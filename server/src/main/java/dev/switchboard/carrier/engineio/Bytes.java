// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.engineio;

import dev.switchboard.text.Utf8;
import java.util.Arrays;
import java.util.Base64;

/// Bytes that grow while a body is put together. One thread.
final class Bytes {
  private byte[] out = new byte[256];
  private int length;

  boolean isEmpty() {
    return length == 0;
  }

  Bytes put(int b) {
    room(1);
    out[length++] = (byte) b;
    return this;
  }

  Bytes put(Utf8 text) {
    room(text.length());
    System.arraycopy(text.bytes(), text.offset(), out, length, text.length());
    length += text.length();
    return this;
  }

  Bytes digits(int number) {
    String text = Integer.toString(number);
    for (int i = 0; i < text.length(); i++) {
      put(text.charAt(i));
    }
    return this;
  }

  Bytes base64(Utf8 bytes) {
    byte[] plain =
        Arrays.copyOfRange(bytes.bytes(), bytes.offset(), bytes.offset() + bytes.length());
    byte[] packed = Base64.getEncoder().encode(plain);
    return put(Utf8.view(packed, 0, packed.length));
  }

  Utf8 view() {
    return Utf8.view(out, 0, length);
  }

  private void room(int more) {
    if (length + more > out.length) {
      out = Arrays.copyOf(out, Math.max(2 * out.length, length + more));
    }
  }
}
