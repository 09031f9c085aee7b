// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import java.time.Duration;

/// Every bound of the server. None may be unlimited; large numbers will do.
///
/// @param allocations how many may live at once
/// @param perAllocation what one of them may hold and move
/// @param bytesPerSecond what all together may move, both ways added up, on whatever loops
/// @param challengesPerSecond answers to requests without credentials, for each address and loop
/// @param connectionsPerAddress TCP and TLS connections open at once from one address; and as many
///   sessions of DTLS
/// @param tcpRelays what RFC 6062 lets clients do
public record TurnLimits(
    Allocations allocations,
    PerAllocation perAllocation,
    long bytesPerSecond,
    int challengesPerSecond,
    int connectionsPerAddress,
    TcpRelays tcpRelays) {

  /// With the usual TCP relays, and as many connections with peers for each address of clients as
  /// it may have itself.
  public TurnLimits(
      Allocations allocations,
      PerAllocation perAllocation,
      long bytesPerSecond,
      int challengesPerSecond,
      int connectionsPerAddress) {
    this(
        allocations,
        perAllocation,
        bytesPerSecond,
        challengesPerSecond,
        connectionsPerAddress,
        new TcpRelays(32, 8, connectionsPerAddress));
  }

  public TurnLimits withTcpRelays(TcpRelays changed) {
    return new TurnLimits(
        allocations,
        perAllocation,
        bytesPerSecond,
        challengesPerSecond,
        connectionsPerAddress,
        changed);
  }

  /// Allocations at once. An IPv6 client counts by its /64, which is what one host is given.
  public record Allocations(int perUser, int perAddress, int overall) {}

  /// What one allocation may hold and move.
  ///
  /// @param bytesPerSecond both ways added up; what exceeds it is dropped
  /// @param lifetime the longest that a client may ask for
  public record PerAllocation(
      int permissions, int channels, long bytesPerSecond, Duration lifetime) {}

  /// Connections of TCP relays with peers.
  ///
  /// @param perAllocation 0 means that there are no TCP relays: 442
  /// @param unbound those of one allocation that are being made, or that no client has bound yet
  /// @param perAddress those of all clients of one address
  public record TcpRelays(int perAllocation, int unbound, int perAddress) {}

  public static final TurnLimits DEFAULT =
      new TurnLimits(
          new Allocations(10, 100, 5_000),
          new PerAllocation(100, 100, 2_000_000, Duration.ofHours(1)),
          250_000_000,
          100,
          100);
}
