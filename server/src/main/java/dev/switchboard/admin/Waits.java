// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.admin;

import java.util.Arrays;

/// How long messages waited for their event loops within the last second, in samples. Any thread.
final class Waits {
  private static final int MOST = 4096;

  private final long[] micros = new long[MOST];
  private int count;

  synchronized void add(long nanos) {
    if (count < MOST) {
      micros[count++] = nanos / 1000;
    }
  }

  /// How long half of them waited at most, and all but one in a hundred; and begins anew. Without a
  /// sample both are 0.
  synchronized long[] take() {
    Arrays.sort(micros, 0, count);
    long[] taken = {at(50), at(99)};
    count = 0;
    return taken;
  }

  private long at(int percent) {
    return count == 0 ? 0 : micros[Math.min(count - 1, count * percent / 100)];
  }
}
