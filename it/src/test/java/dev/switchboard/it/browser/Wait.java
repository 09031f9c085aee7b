// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import com.microsoft.playwright.Page;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits for what will be true, and says what never was.
public final class Wait {

  /// As long as a picture may take on a busy machine, in milliseconds.
  public static final int PATIENCE = 20_000;

  private static final int STEP = 50;

  private Wait() {}

  /// Events of the page go on meanwhile; `what` is for the message.
  public static void until(String what, Page page, BooleanSupplier condition) {
    until(() -> what, page, condition);
  }

  public static void until(Supplier<String> what, Page page, BooleanSupplier condition) {
    until(PATIENCE, what, page, condition);
  }

  /// For what takes longer than all else.
  ///
  /// @param patience in milliseconds
  static void until(int patience, Supplier<String> what, Page page, BooleanSupplier condition) {
    long end = System.nanoTime() + patience * 1_000_000L;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("never within " + patience / 1000 + " s: " + what.get());
      }
      page.waitForTimeout(STEP);
    }
  }
}
