// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import java.util.concurrent.atomic.AtomicInteger;

/// How many packets from other loops wait for one loop: a loop that has more to do than it can must
/// not be made to remember it all. Any thread.
final class Arrivals {
  static final int MOST = 4096;

  private final AtomicInteger waiting = new AtomicInteger();

  /// False where there is no room; otherwise to be followed by [#leave].
  boolean enter() {
    if (waiting.incrementAndGet() > MOST) {
      waiting.decrementAndGet();
      return false;
    }
    return true;
  }

  void leave() {
    waiting.decrementAndGet();
  }
}
