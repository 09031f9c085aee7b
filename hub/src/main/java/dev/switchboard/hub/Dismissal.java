// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

/// Why somebody is out of a room, or no longer waits for it.
public enum Dismissal {
  /// A host turned the knock down.
  DENIED,
  REMOVED,
  /// Removed, and not to come back while the room lasts.
  BANNED,
  /// A host ended the call for all.
  ENDED
}
