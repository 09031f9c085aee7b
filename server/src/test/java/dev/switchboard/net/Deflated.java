// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Compresses messages as clients do, in all the ways that RFC 7692 allows, and reads what comes
/// back.
final class Deflated {
  private static final int TAIL = 4;

  private Deflated() {}

  /// As most clients do.
  static byte[] message(String text) {
    return message(ClientFrames.utf8(text));
  }

  static byte[] message(byte[] bytes) {
    return withoutTail(flushed(bytes, 0, bytes.length, Deflater.SYNC_FLUSH));
  }

  /// In blocks of random sizes, made at random levels, some of which say that they are the last.
  static byte[] inBlocks(byte[] bytes, Random random) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    int at = 0;
    while (at < bytes.length) {
      int size = 1 + random.nextInt(bytes.length - at);
      all.writeBytes(
          random.nextBoolean()
              ? lastBlock(Arrays.copyOfRange(bytes, at, at + size))
              : flushed(bytes, at, size, Deflater.FULL_FLUSH));
      at += size;
    }
    all.writeBytes(new byte[] {0, 0, 0, -1, -1});
    return withoutTail(all.toByteArray());
  }

  /// Ends with a block that says it is the last.
  static byte[] lastBlock(byte[] bytes) {
    try (Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true)) {
      deflater.setInput(bytes);
      deflater.finish();
      return drain(deflater, Deflater.NO_FLUSH);
    }
  }

  /// Zeros by the mebibyte.
  static byte[] zeros(int mebibytes) {
    byte[] one = flushed(new byte[1 << 20], 0, 1 << 20, Deflater.FULL_FLUSH);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < mebibytes; i++) {
      all.writeBytes(one);
    }
    return withoutTail(all.toByteArray());
  }

  static byte[] inflate(byte[] payload) {
    byte[] whole = Arrays.copyOf(payload, payload.length + TAIL);
    whole[whole.length - 2] = -1;
    whole[whole.length - 1] = -1;
    try (Inflater inflater = new Inflater(true)) {
      inflater.setInput(whole);
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      byte[] some = new byte[5000];
      for (int n = inflater.inflate(some); n > 0; n = inflater.inflate(some)) {
        all.write(some, 0, n);
      }
      return all.toByteArray();
    } catch (DataFormatException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] flushed(byte[] bytes, int offset, int length, int flush) {
    try (Deflater deflater = new Deflater(length % 10, true)) {
      deflater.setInput(bytes, offset, length);
      return drain(deflater, flush);
    }
  }

  private static byte[] drain(Deflater deflater, int flush) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] some = new byte[5000];
    for (int n = -1; n != 0 && !deflater.finished(); ) {
      n = deflater.deflate(some, 0, some.length, flush);
      all.write(some, 0, n);
      if (n < some.length) {
        break;
      }
    }
    return all.toByteArray();
  }

  private static byte[] withoutTail(byte[] bytes) {
    byte[] tail = Arrays.copyOfRange(bytes, bytes.length - TAIL, bytes.length);
    if (!Arrays.equals(tail, new byte[] {0, 0, -1, -1})) {
      throw new AssertionError("no flush at the end");
    }
    return Arrays.copyOf(bytes, bytes.length - TAIL);
  }
}
