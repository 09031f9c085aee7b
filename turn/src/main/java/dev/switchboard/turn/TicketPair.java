// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.MobilityTicket;
import org.jspecify.annotations.Nullable;

/// The tickets of one allocation whose client may move (RFC 8016): the one that is good, and the
/// one before it, which a client repeats that has not heard the answer. Confined to the
/// allocation's loop.
final class TicketPair {
  /// How long a Refresh may be repeated with the old ticket (RFC 8016 §3.2.2).
  private static final long GRACE = 30_000_000_000L;

  private final Tickets tickets;
  private MobilityTicket current;
  private @Nullable MobilityTicket previous;
  private long previousUntil;

  TicketPair(Tickets tickets, MobilityTicket first, Allocation allocation) {
    this.tickets = tickets;
    this.current = first;
    tickets.register(first, allocation);
  }

  /// Whether this is a ticket of the allocation that still counts.
  boolean isGood(MobilityTicket shown, long now) {
    return shown.equals(current) || (shown.equals(previous) && now - previousUntil < 0);
  }

  /// Replaces the ticket that was shown; one that was replaced before is not replaced again.
  MobilityTicket renew(MobilityTicket shown, Allocation allocation, long now) {
    if (shown.equals(current)) {
      forgetPrevious();
      previous = current;
      previousUntil = now + GRACE;
      current = tickets.draw();
      tickets.register(current, allocation);
    }
    return current;
  }

  private void forgetPrevious() {
    MobilityTicket old = previous;
    if (old != null) {
      tickets.revoke(old);
    }
  }

  void end() {
    forgetPrevious();
    tickets.revoke(current);
  }
}
