// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import dev.switchboard.text.Utf8;

/// May this peer do this? The port to whoever decides it for the server as a whole; what hosts
/// decide for their room is the room's own business. Called on any thread, and must not wait.
@FunctionalInterface
public interface Admission {
  /// Everybody may do everything.
  Admission OPEN = (_, _, _) -> true;

  enum Act {
    /// Open a room that is not there.
    START,
    /// Wait in the lobby of a room that nobody has started yet.
    WAIT
  }

  /// `token` is what the peer shows for it; empty where it shows nothing.
  boolean allows(Act act, RoomName room, Utf8 token);
}
