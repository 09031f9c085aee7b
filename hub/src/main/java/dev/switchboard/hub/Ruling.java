// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

/// What came of a [Command.Chairing].
enum Ruling {
  DONE,
  /// Done, and the room is over.
  ENDED,
  NOT_IN_ROOM,
  NOT_HOST,
  /// The other one is no member, or does not knock.
  NOBODY,
  /// Of the same rank, or above.
  OUTRANKED,
  FULL,
  TOO_MANY_HOSTS
}
