// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.ConnectionId;
import dev.switchboard.turn.stun.MobilityTicket;
import dev.switchboard.turn.stun.StunMessage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a request on a 5-tuple without an allocation claims to belong to. Proves nothing: it only
/// tells whose key to try, since a call may outlast its credential. Any thread may ask.
final class Claims {
  private final Shared shared;

  Claims(Shared shared) {
    this.shared = shared;
  }

  /// Only for requests that continue something: a ticket in an Allocate, say, would let an expired
  /// credential go on for ever.
  @Nullable Credentials owner(StunMessage message) {
    return switch (message.method()) {
      case CONNECTION_BIND -> ofConnection(message);
      case REFRESH -> ofAllocation(message);
      default -> null;
    };
  }

  private @Nullable Credentials ofConnection(StunMessage message) {
    Optional<ConnectionId> id = message.first(ConnectionId.class);
    PeerConnection found = id.isEmpty() ? null : shared.pending().find(id.get().id());
    return found == null ? null : found.owner();
  }

  private @Nullable Credentials ofAllocation(StunMessage message) {
    Allocation moving = allocation(message);
    return moving == null ? null : moving.origin().owner();
  }

  /// Whatever loop it lives on.
  @Nullable Allocation allocation(StunMessage message) {
    Optional<MobilityTicket> ticket = message.first(MobilityTicket.class);
    return ticket.isEmpty() || ticket.get().isEmpty() ? null : shared.tickets().find(ticket.get());
  }
}
