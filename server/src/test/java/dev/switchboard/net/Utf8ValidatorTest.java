// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class Utf8ValidatorTest {
  /// What may stand at the edge of a range of RFC 3629's table.
  private static final int[] EDGES = {
    0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed,
    0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff
  };

  @Test
  void everyCodePointIsUtf8() {
    for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
      if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
        byte[] bytes = ClientFrames.utf8(Character.toString(point));
        if (Utf8Validator.check(Utf8Validator.DONE, bytes, 0, bytes.length) != Utf8Validator.DONE) {
          throw new AssertionError("U+" + Integer.toHexString(point));
        }
      }
    }
  }

  @Test
  void allSequencesOfTwoBytesAndOfFourEdgesAreJudgedAsTheJdkJudgesThem() {
    for (int two = 0; two < 1 << 16; two++) {
      agree((byte) (two >> 8), (byte) two);
    }
    for (int a : EDGES) {
      for (int b : EDGES) {
        for (int c : EDGES) {
          for (int d : EDGES) {
            agree((byte) a, (byte) b, (byte) c, (byte) d);
          }
        }
      }
    }
  }

  @Test
  void piecesAreJudgedAsTheWhole() {
    Random random = new Random(3629);
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = new byte[random.nextInt(8)];
      for (int j = 0; j < bytes.length; j++) {
        bytes[j] = (byte) EDGES[random.nextInt(EDGES.length)];
      }
      int state = Utf8Validator.DONE;
      for (int j = 0; j < bytes.length && state != Utf8Validator.BAD; j++) {
        state = Utf8Validator.check(state, bytes, j, j + 1);
      }
      assertThat(state).isEqualTo(Utf8Validator.check(0, bytes, 0, bytes.length));
    }
  }

  private static void agree(byte... bytes) {
    int state = Utf8Validator.check(Utf8Validator.DONE, bytes, 0, bytes.length);
    boolean begun = FrameOracle.isUtf8(bytes, false);
    boolean whole = FrameOracle.isUtf8(bytes, true);
    if ((state != Utf8Validator.BAD) != begun || (state == Utf8Validator.DONE) != whole) {
      throw new AssertionError(HexFormat.of().formatHex(bytes) + ": state " + state);
    }
  }
}
