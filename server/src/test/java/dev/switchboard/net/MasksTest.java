// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class MasksTest {
  @Test
  void everyOffsetLengthAndPhaseGivesWhatTheSlowWayGives() {
    Random random = new Random(6455);
    for (int from = 0; from < 9; from++) {
      for (int length = 0; length < 40; length++) {
        for (int phase = 0; phase < 9; phase++) {
          check(random, from, length, phase);
        }
      }
    }
  }

  @Test
  void asciiIsToldFromTheRestWhereverTheOneByteStands() {
    for (int length = 1; length < 40; length++) {
      for (int at = 0; at < length; at++) {
        byte[] bytes = new byte[length + 4];
        assertThat(Masks.unmask(bytes, 2, 2 + length, 0, 0)).isTrue();
        bytes[2 + at] = (byte) 0x80;
        assertThat(Masks.unmask(bytes, 2, 2 + length, 0, 0)).isFalse();
      }
    }
  }

  private static void check(Random random, int from, int length, int phase) {
    byte[] bytes = new byte[from + length + 5];
    random.nextBytes(bytes);
    int mask = random.nextInt();
    byte[] expected = bytes.clone();
    boolean ascii = true;
    for (int i = 0; i < length; i++) {
      expected[from + i] ^= (byte) (mask >>> (8 * ((phase + i) % 4)));
      ascii &= expected[from + i] >= 0;
    }
    assertThat(Masks.unmask(bytes, from, from + length, mask, phase)).isEqualTo(ascii);
    assertThat(bytes).isEqualTo(expected);
  }
}
