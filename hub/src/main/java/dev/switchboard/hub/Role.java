// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

/// What somebody may do in a room, each more than the one before. In a room without rules everybody
/// is a guest, and nobody is anybody's.
public enum Role {
  GUEST,
  /// Lets people in, sets the rules, asks and removes guests.
  HOST,
  /// A host whom no other host removes; there is one at most.
  OWNER;

  boolean above(Role other) {
    return compareTo(other) > 0;
  }
}
