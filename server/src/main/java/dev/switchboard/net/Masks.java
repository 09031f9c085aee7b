// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Takes the mask off client frames (RFC 6455, section 5.3), eight bytes at a time.
final class Masks {
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long TOPS = 0x8080808080808080L;

  private Masks() {}

  /// Unmasks in place; `mask` is the key as a little-endian number and `phase` how many bytes of
  /// the payload came before. True when all bytes are ASCII.
  static boolean unmask(byte[] bytes, int from, int to, int mask, int phase) {
    long half = Integer.rotateRight(mask, 8 * (phase & 3)) & 0xffffffffL;
    long whole = half | half << 32;
    long seen = 0;
    int i = from;
    for (; i + 8 <= to; i += 8) {
      long plain = (long) EIGHT_BYTES.get(bytes, i) ^ whole;
      EIGHT_BYTES.set(bytes, i, plain);
      seen |= plain;
    }
    for (int shift = 0; i < to; i++, shift += 8) {
      bytes[i] ^= (byte) (whole >>> shift);
      seen |= bytes[i] & 0xff;
    }
    return (seen & TOPS) == 0;
  }
}
