// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A slice of valid UTF-8 bytes on the heap: what signals and frames carry, and what names are made
/// of.
///
/// Whoever makes a slice has validated the bytes. A [#view] shares them with their owner and is
/// good only for as long as the owner leaves them alone (a message is, during the call that
/// delivers it); what must last longer takes a [#copy]. Everything else is immutable and may be
/// shared between threads.
public final class Utf8 {
  public static final Utf8 EMPTY = new Utf8(new byte[0], 0, 0);

  private final byte[] bytes;
  private final int offset;
  private final int length;
  private int hash;

  private Utf8(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
  }

  /// The text's UTF-8 form. A lone surrogate, which UTF-8 cannot express, becomes `?`.
  public static Utf8 of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Utf8(bytes, 0, bytes.length);
  }

  /// A slice that shares the array.
  public static Utf8 view(byte[] bytes, int offset, int length) {
    return new Utf8(bytes, offset, length);
  }

  public static Utf8 copyOf(byte[] bytes, int offset, int length) {
    return new Utf8(Arrays.copyOfRange(bytes, offset, offset + length), 0, length);
  }

  /// The same text in an array of its own.
  public Utf8 copy() {
    return copyOf(bytes, offset, length);
  }

  public Utf8 slice(int from, int to) {
    return new Utf8(bytes, offset + from, to - from);
  }

  /// The array behind the slice: read only, from [#offset], [#length] bytes.
  public byte[] bytes() {
    return bytes;
  }

  public int offset() {
    return offset;
  }

  public int length() {
    return length;
  }

  public boolean isEmpty() {
    return length == 0;
  }

  public byte byteAt(int index) {
    return bytes[offset + index];
  }

  /// True when the slice holds just these ASCII characters: compares without making anything.
  public boolean is(String ascii) {
    if (ascii.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[offset + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Utf8 that
        && Arrays.equals(
            bytes, offset, offset + length, that.bytes, that.offset, that.offset + that.length);
  }

  @Override
  public int hashCode() {
    int h = hash;
    if (h == 0 && length > 0) {
      for (int i = offset; i < offset + length; i++) {
        h = 31 * h + bytes[i];
      }
      hash = h;
    }
    return h;
  }

  @Override
  public String toString() {
    return new String(bytes, offset, length, StandardCharsets.UTF_8);
  }
}
