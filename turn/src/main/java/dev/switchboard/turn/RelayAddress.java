// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.IpAddress;

/// An address to relay from.
///
/// @param local what sockets are bound to; this machine has it
/// @param external what clients are told: the same, or what a 1:1 NAT shows for it
public record RelayAddress(IpAddress local, IpAddress external) {
  public RelayAddress {
    if (local.isWildcard() || external.isWildcard()) {
      throw new IllegalArgumentException(
          "relay address: " + local + ", " + external + " (expected: addresses peers can reach)");
    }
    if (local.family() != external.family()) {
      throw new IllegalArgumentException(
          "relay address: " + local + " shown as " + external + " (expected: the same family)");
    }
  }

  public static RelayAddress of(IpAddress address) {
    return new RelayAddress(address, address);
  }
}
