// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/// A clock that moves only when told to. Both readings of a hub's [Time] follow it.
final class Clock {
  /// Close to where `nanoTime` wraps around, as it may in a real virtual machine.
  private static final long FIRST_NANOS = Long.MAX_VALUE - Duration.ofSeconds(20).toNanos();

  private static final long FIRST_MILLIS = 1_763_697_600_000L;

  private final AtomicLong passed = new AtomicLong();

  Time time() {
    return new Time(() -> Instant.ofEpochMilli(millis()), () -> FIRST_NANOS + passed.get());
  }

  void pass(Duration duration) {
    passed.addAndGet(duration.toNanos());
  }

  long millis() {
    return FIRST_MILLIS + Duration.ofNanos(passed.get()).toMillis();
  }
}
