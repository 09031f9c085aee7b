// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

/// Somebody at the door, once what is brought was looked at.
///
/// @param ticket as brought, or [Ticket#NONE]
/// @param mayStart whether the server lets this peer open the room
/// @param restores whether the ticket is from before a restart, and recent enough
/// @param nanos now, for deadlines
/// @param wall now, for people
record Visit(
    Credentials brings, Ticket ticket, boolean mayStart, boolean restores, long nanos, long wall) {

  /// Who will get the next ticket: the holder of the one that was brought, or somebody new.
  long holder(Tickets tickets) {
    return ticket.equals(Ticket.NONE) ? tickets.fresh() : ticket.holder();
  }
}
