// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A second reading of RFC 1951, slow and plain, for one thing zlib does not tell: how far back a
/// stream refers.
final class MiniInflater {
  private static final int[] ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };

  private final byte[] in;
  private final byte[] out = new byte[1 << 20];
  private int length;
  private int bit;
  private int farthest;

  private MiniInflater(byte[] in) {
    this.in = in;
  }

  /// What came out, and the greatest distance.
  record Result(String latin, int farthest) {}

  /// Reads a message's payload, which ends with the header of an empty block without compression.
  static Result read(byte[] payload) {
    MiniInflater reader = new MiniInflater(payload);
    reader.readBlocks();
    return new Result(
        new String(reader.out, 0, reader.length, StandardCharsets.ISO_8859_1), reader.farthest);
  }

  private void readBlocks() {
    while (true) {
      bits(1);
      int kind = bits(2);
      if (kind == 0) {
        bit = (bit + 7) / 8 * 8;
        if (bit == in.length * 8) {
          return;
        }
        int stored = bits(16);
        if (stored != (~bits(16) & 0xffff)) {
          throw new AssertionError("length");
        }
        for (int i = 0; i < stored; i++) {
          out[length++] = (byte) bits(8);
        }
      } else if (kind == 1) {
        readCodes(new Code(fixedLengths()), new Code(filled(30, 5)));
      } else {
        readDynamic();
      }
    }
  }

  private void readDynamic() {
    int literals = bits(5) + 257;
    int distances = bits(5) + 1;
    int[] ofLengths = new int[19];
    int count = bits(4) + 4;
    for (int i = 0; i < count; i++) {
      ofLengths[ORDER[i]] = bits(3);
    }
    Code code = new Code(ofLengths);
    int[] all = new int[literals + distances];
    for (int i = 0; i < all.length; ) {
      int symbol = code.next();
      if (symbol < 16) {
        all[i++] = symbol;
        continue;
      }
      int value = symbol == 16 ? all[i - 1] : 0;
      int times = symbol == 16 ? 3 + bits(2) : symbol == 17 ? 3 + bits(3) : 11 + bits(7);
      for (int j = 0; j < times; j++) {
        all[i++] = value;
      }
    }
    readCodes(
        new Code(Arrays.copyOf(all, literals)),
        new Code(Arrays.copyOfRange(all, literals, all.length)));
  }

  private void readCodes(Code literals, Code distances) {
    for (int symbol = literals.next(); symbol != 256; symbol = literals.next()) {
      if (symbol < 256) {
        out[length++] = (byte) symbol;
        continue;
      }
      int count = length(symbol - 257);
      int code = distances.next();
      int extra = code < 2 ? 0 : code / 2 - 1;
      int distance = (code < 2 ? code : (2 + (code & 1)) << extra) + bits(extra) + 1;
      farthest = Math.max(farthest, distance);
      for (int i = 0; i < count; i++, length++) {
        out[length] = out[length - distance];
      }
    }
  }

  private int length(int symbol) {
    if (symbol == 28) {
      return 258;
    }
    int extra = symbol < 4 ? 0 : symbol / 4 - 1;
    return (symbol < 4 ? symbol : (4 + symbol % 4) << extra) + bits(extra) + 3;
  }

  private int bits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++, bit++) {
      value |= (in[bit / 8] >> bit % 8 & 1) << i;
    }
    return value;
  }

  private static int[] fixedLengths() {
    int[] lengths = filled(288, 8);
    Arrays.fill(lengths, 144, 256, 9);
    Arrays.fill(lengths, 256, 280, 7);
    return lengths;
  }

  private static int[] filled(int count, int value) {
    int[] all = new int[count];
    Arrays.fill(all, value);
    return all;
  }

  /// A canonical Huffman code, as in section 3.2.2.
  private final class Code {
    private final int[] lengths;

    Code(int[] lengths) {
      this.lengths = lengths;
    }

    int next() {
      int code = 0;
      int first = 0;
      for (int length = 1; length < 16; length++) {
        code = code << 1 | bits(1);
        int count = 0;
        for (int symbol = 0; symbol < lengths.length; symbol++) {
          if (lengths[symbol] == length && code - first == count++) {
            return symbol;
          }
        }
        first = (first + count) << 1;
      }
      throw new AssertionError("code");
    }
  }
}
