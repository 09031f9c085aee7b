// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

/// Says that somebody was in a room: proven, since only [Tickets] reads one.
///
/// @param session which run of the room, from its start to its end
/// @param holder who: the same on each ticket that was got for an earlier one
/// @param role at that time
/// @param issued in milliseconds since 1970
record Ticket(long session, long holder, Role role, long issued) {
  /// Where somebody shows none, or a wrong one: of no session, which none matches but by chance.
  static final Ticket NONE = new Ticket(0, 0, Role.GUEST, Long.MAX_VALUE);
}
