// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/// The two clocks of a hub: what people read, and what deadlines are counted by (nanoseconds that
/// never jump).
public record Time(InstantSource wall, LongSupplier nanos) {
  public static final Time SYSTEM = new Time(InstantSource.system(), System::nanoTime);
}
