// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import java.time.Duration;

/// Every bound of the server. None may be unlimited; large numbers will do.
///
/// @param allocations how many may live at once
/// @param perAllocation what one of them may hold and move
/// @param bytesPerSecond what all together may move, both ways added up, on whatever loops
/// @param challengesPerSecond answers to requests without credentials, for each address and loop
/// @param connectionsPerAddress TCP and TLS connections open at once from one address
public record TurnLimits(
    Allocations allocations,
    PerAllocation perAllocation,
    long bytesPerSecond,
    int challengesPerSecond,
    int connectionsPerAddress) {

  /// Allocations at once. An IPv6 client counts by its /64, which is what one host is given.
  public record Allocations(int perUser, int perAddress, int overall) {}

  /// What one allocation may hold and move.
  ///
  /// @param bytesPerSecond both ways added up; what exceeds it is dropped
  /// @param lifetime the longest that a client may ask for
  public record PerAllocation(
      int permissions, int channels, long bytesPerSecond, Duration lifetime) {}

  public static final TurnLimits DEFAULT =
      new TurnLimits(
          new Allocations(10, 100, 5_000),
          new PerAllocation(100, 100, 2_000_000, Duration.ofHours(1)),
          250_000_000,
          100,
          100);
}
