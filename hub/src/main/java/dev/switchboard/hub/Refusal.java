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
  TOO_MANY_ROOMS,
  PEER_UNKNOWN,
  HANDLE_TAKEN,
  BUSY,
  AWAY,
  CALL_UNKNOWN,
  TOO_MANY_CALLS,
  SERVER_FULL
}
