// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.MobilityTicket;
import dev.switchboard.turn.stun.RequestedTransport;
import dev.switchboard.turn.stun.StunAttribute;
import dev.switchboard.turn.stun.StunMessage;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What RFC 8016 adds to Allocate and Refresh. Confined to its loop.
final class Mobility {
  private final Worker worker;
  private final Shared shared;
  private final Claims claims;

  Mobility(Worker worker, Shared shared, Claims claims) {
    this.worker = worker;
    this.shared = shared;
    this.claims = claims;
  }

  /// Whether an Allocate asks for what is not to be had: 405 (Mobility Forbidden), "Mobility
  /// request was valid but cannot be performed due to administrative or similar restrictions." (RFC
  /// 8016 §3.4) A TCP relay stays with its control connection.
  boolean isForbidden(StunMessage request) {
    return request.has(MobilityTicket.class)
        && (!shared.config().mobility()
            || request
                .first(RequestedTransport.class)
                .filter(transport -> transport.protocol() == RequestedTransport.TCP)
                .isPresent());
  }

  /// The allocation of a Refresh: that of its 5-tuple, or the one whose ticket it shows.
  @Nullable Allocation allocation(StunMessage refresh, Exchange exchange) {
    Allocation own = exchange.liveAllocation();
    if (own != null) {
      return own;
    }
    Allocation claimed = claims.allocation(refresh);
    return claimed != null && claimed.worker() == worker && claimed.isAlive(worker.now())
        ? claimed
        : null;
  }

  /// Answers 405 or 400 where the ticket of a Refresh is not good.
  boolean isRefused(StunMessage refresh, Exchange exchange, Allocation allocation) {
    Optional<MobilityTicket> shown = refresh.first(MobilityTicket.class);
    if (shown.isEmpty()) {
      return false;
    }
    TicketPair tickets = allocation.tickets();
    if (tickets == null) {
      exchange.refuse(405, "Mobility Forbidden");
      return true;
    }
    if (!tickets.isGood(shown.get(), worker.now())) {
      exchange.refuse(400, "Bad Request");
      return true;
    }
    return false;
  }

  /// After a Refresh with a good ticket the allocation follows its client, who gets the next
  /// ticket.
  List<StunAttribute> follow(StunMessage refresh, Exchange exchange, Allocation allocation) {
    Optional<MobilityTicket> shown = refresh.first(MobilityTicket.class);
    TicketPair tickets = allocation.tickets();
    if (shown.isEmpty() || tickets == null) {
      return List.of();
    }
    allocation.whereabouts().expect(exchange.client(), allocation);
    return List.of(tickets.renew(shown.get(), allocation, worker.now()));
  }
}
