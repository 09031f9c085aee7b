// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.ConnectionId;
import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.StunMessage;
import dev.switchboard.turn.stun.XorPeerAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The requests of RFC 6062: a method for each. Confined to its loop.
final class TcpRequests {
  private final Shared shared;
  private final PeerCheck check;

  TcpRequests(Shared shared, PeerCheck check) {
    this.shared = shared;
    this.check = check;
  }

  /// RFC 6062 §5.2.
  void connect(StunMessage message, Exchange exchange, Allocation allocation) {
    // "If the request does not contain an XOR-PEER-ADDRESS attribute, or if such attribute is
    // invalid, the server MUST return a 400 (Bad Request) error."
    Optional<XorPeerAddress> peer = message.first(XorPeerAddress.class);
    if (peer.isEmpty() || peer.get().endpoint().port() == 0 || !allocation.isTcp()) {
      exchange.refuse(400, "Bad Request");
      return;
    }
    Endpoint endpoint = peer.get().endpoint();
    // "If the new connection is forbidden by local policy, the server MUST reject the request with
    // a 403 (Forbidden) error."
    if (check.isRefused(endpoint.ip(), exchange, allocation)) {
      return;
    }
    Relay relay = allocation.relay(endpoint.ip().isV6());
    TcpRelay tcp = relay == null ? null : relay.tcp();
    if (relay == null || tcp == null) {
      exchange.refuse(400, "Bad Request");
    } else if (check.isForbiddenPort(relay, endpoint) || endpoint.equals(relay.external())) {
      exchange.refuse(403, "Forbidden");
    } else if (tcp.hasConnection(endpoint)) {
      // "If the server is currently processing a Connect request for this allocation with the same
      // XOR-PEER-ADDRESS, it MUST return a 446 (Connection Already Exists) error. If the server has
      // already successfully processed a Connect request for this allocation with the same
      // XOR-PEER-ADDRESS, and the resulting client and peer data connections are either pending or
      // active, it MUST return a 446 (Connection Already Exists) error."
      exchange.refuse(446, "Connection Already Exists");
    } else if (!tcp.connect(endpoint, exchange, allocation)) {
      exchange.refuse(508, "Insufficient Capacity");
    }
  }

  /// RFC 6062 §5.4.
  void connectionBind(StunMessage message, Exchange exchange, Credentials who) {
    // "If the client connection transport is not TCP or TLS, the server MUST return a 400 (Bad
    // Request) error." And a control connection is not given up for data.
    StreamClient stream = exchange.client().stream();
    Optional<ConnectionId> id = message.first(ConnectionId.class);
    if (stream == null || stream.allocation() != null || id.isEmpty()) {
      exchange.refuse(400, "Bad Request");
      return;
    }
    bind(id.get().id(), shared.pending().find(id.get().id()), stream, exchange, who);
  }

  private void bind(
      int id,
      @Nullable PeerConnection found,
      StreamClient stream,
      Exchange exchange,
      Credentials who) {
    // "If the request does not contain the CONNECTION-ID attribute, or if this attribute does not
    // refer to an existing pending connection, the server MUST return a 400 (Bad Request) error."
    if (found == null || found.isExpired(shared.nanos().getAsLong())) {
      exchange.refuse(400, "Bad Request");
    } else if (!found.owner().username().equals(who.username())) {
      exchange.refuse(441, "Wrong Credentials");
    } else if (!shared.pending().claim(id, found)) {
      exchange.refuse(400, "Bad Request");
    } else {
      // The answer first: what follows it is the peer's.
      exchange.succeed(List.of());
      found.bind(stream);
    }
  }
}
