// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

/// Why a command was turned down. The connection lives; the dialect words it.
public enum Refusal {
  BAD_FIELD,
  UNKNOWN_TYPE,
  TOO_LARGE,
  RATE_LIMITED,
  NOT_IN_ROOM,
  ROOM_FULL,
  /// The room has a lobby: knock.
  KNOCK_FIRST,
  LOBBY_FULL,
  ROOM_LOCKED,
  WRONG_PASSWORD,
  BANNED,
  /// Only a host may ask for this, or a host of a higher rank.
  NOT_HOST,
  /// The server lets only some people open rooms.
  MAY_NOT_START,
  TOO_MANY_ROOMS,
  PEER_UNKNOWN,
  HANDLE_TAKEN,
  BUSY,
  AWAY,
  CALL_UNKNOWN,
  TOO_MANY_CALLS,
  SERVER_FULL
}
