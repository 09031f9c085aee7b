// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import java.io.IOException;

/// Waits for what happens on other threads.
final class Awaiting {
  private Awaiting() {}

  /// A question whose asking may fail.
  interface Condition {
    boolean holds() throws IOException;
  }

  static void until(Condition condition) throws IOException {
    long end = System.nanoTime() + Wire.PATIENCE_MILLIS * 1_000_000L;
    while (!condition.holds()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("did not come true");
      }
      Thread.onSpinWait();
    }
  }
}
