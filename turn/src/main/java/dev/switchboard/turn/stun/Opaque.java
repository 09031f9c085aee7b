// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/// Bytes that never change, compared by content, and in constant time, since some are secrets. Any
/// thread may hold them.
public final class Opaque {
  private final byte[] bytes;

  private Opaque(byte[] bytes) {
    this.bytes = bytes;
  }

  public static Opaque copyOf(byte[] bytes, int from, int length) {
    return new Opaque(Arrays.copyOfRange(bytes, from, from + length));
  }

  public static Opaque copyOf(byte[] bytes) {
    return new Opaque(bytes.clone());
  }

  public int length() {
    return bytes.length;
  }

  public byte[] toBytes() {
    return bytes.clone();
  }

  void copyTo(byte[] target, int at) {
    System.arraycopy(bytes, 0, target, at, bytes.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Opaque that && MessageDigest.isEqual(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
