// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import org.jspecify.annotations.Nullable;

/// What came of somebody at the door of a room.
enum Entry {
  IN(null),
  /// Knocked, and waits.
  WAITING(null),
  /// The room is over: another one may be opened.
  RETIRED(null),
  FULL(Refusal.ROOM_FULL),
  KNOCK_FIRST(Refusal.KNOCK_FIRST),
  LOBBY_FULL(Refusal.LOBBY_FULL),
  LOCKED(Refusal.ROOM_LOCKED),
  WRONG_PASSWORD(Refusal.WRONG_PASSWORD),
  /// Too many wrong passwords were tried: whoever comes waits a little.
  TOO_MANY_TRIES(Refusal.RATE_LIMITED),
  BANNED(Refusal.BANNED);

  private final @Nullable Refusal refusal;

  Entry(@Nullable Refusal refusal) {
    this.refusal = refusal;
  }

  /// Null where it is none.
  @Nullable Refusal refusal() {
    return refusal;
  }
}
