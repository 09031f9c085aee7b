// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol;

import dev.switchboard.hub.Limits;
import dev.switchboard.net.Connection;
import dev.switchboard.net.Pace;

/// Holds back a client whose dialect has no words for "too fast": nothing more is read from its
/// line until its pace is right again, so nothing is lost and nobody else notices. On the
/// connection's loop.
public final class Throttle {
  private final Connection connection;
  private final Pace pace;

  public Throttle(Connection connection, Limits.Pace limits) {
    this.connection = connection;
    this.pace = new Pace(limits.frames(), limits.burst(), System.nanoTime());
  }

  /// One more message came.
  public void count() {
    if (!pace.take(System.nanoTime())) {
      connection.pause(pace.nanosToNext());
    }
  }
}
