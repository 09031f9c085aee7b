// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol;

import java.util.function.BooleanSupplier;

/// Waits for what must become true, and fails when it does not.
public final class Wait {
  private static final long PATIENCE_NANOS = 15_000_000_000L;

  private Wait() {}

  public static void until(String what, BooleanSupplier holds) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("never: " + what);
      }
      try {
        Thread.sleep(2);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
