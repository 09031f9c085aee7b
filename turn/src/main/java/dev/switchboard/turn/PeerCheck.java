// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.PeerGate.Reach;
import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.IpAddress;

/// Whether a client may reach a peer, for every request that names one. Any thread may ask.
final class PeerCheck {
  private final Shared shared;

  PeerCheck(Shared shared) {
    this.shared = shared;
  }

  /// Answers 443 or 403 where it may not.
  boolean isRefused(IpAddress peer, Exchange exchange, Allocation allocation) {
    if (!allocation.hasFamily(peer.family().number())) {
      exchange.refuse(443, "Peer Address Family Mismatch");
      return true;
    }
    String username = allocation.origin().owner().username();
    if (reach(peer) == Reach.NONE || !shared.hooks().mayReachPeer(username, peer)) {
      exchange.refuse(403, "Forbidden");
      return true;
    }
    return false;
  }

  Reach reach(IpAddress peer) {
    return shared.gate().reach(peer);
  }

  /// Of this server's own addresses only the ports that are relays may be reached.
  boolean isForbiddenPort(Relay relay, Endpoint peer) {
    return reach(peer.ip()) == Reach.RELAYS && !relay.hasPeerAt(peer.port());
  }
}
