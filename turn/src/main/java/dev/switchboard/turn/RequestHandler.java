// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.Authentication.Accepted;
import dev.switchboard.turn.stun.ChannelNumber;
import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.IpAddress;
import dev.switchboard.turn.stun.Lifetime;
import dev.switchboard.turn.stun.ReceivedStun;
import dev.switchboard.turn.stun.RequestedAddressFamily;
import dev.switchboard.turn.stun.StunAttribute;
import dev.switchboard.turn.stun.StunMessage;
import dev.switchboard.turn.stun.XorMappedAddress;
import dev.switchboard.turn.stun.XorPeerAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Answers requests: one method for each STUN method. Indications other than Send, and answers, are
/// never answered. Confined to its loop.
final class RequestHandler {
  private final Worker worker;
  private final Shared shared;
  private final Authentication authentication;
  private final Allocator allocator;
  private final Mobility mobility;
  private final PeerCheck check;
  private final TcpRequests tcp;

  RequestHandler(Worker worker, Shared shared) {
    this.worker = worker;
    this.shared = shared;
    Claims claims = new Claims(shared);
    this.mobility = new Mobility(worker, shared, claims);
    this.authentication =
        new Authentication(shared.config().realm(), shared.hooks(), shared.nonces(), claims);
    this.allocator = new Allocator(worker, shared, mobility);
    this.check = new PeerCheck(shared);
    this.tcp = new TcpRequests(shared, check);
  }

  void handle(ReceivedStun received, Client client) {
    StunMessage message = received.message();
    switch (message.kind()) {
      case REQUEST -> request(received, new Exchange(worker, shared, received, client));
      case INDICATION, SUCCESS, ERROR -> {}
    }
  }

  private void request(ReceivedStun received, Exchange exchange) {
    switch (received.message().method()) {
      case BINDING -> binding(received, exchange);
      case ALLOCATE, REFRESH, CREATE_PERMISSION, CHANNEL_BIND, CONNECT, CONNECTION_BIND ->
          authenticate(received, exchange);
      // These are indications only: "the message is silently discarded" (RFC 8489 §6.3).
      case SEND, DATA, CONNECTION_ATTEMPT -> {}
    }
  }

  /// RFC 8489 §12: whoever asks is told their address.
  private void binding(ReceivedStun received, Exchange exchange) {
    Client client = exchange.client();
    if (!worker.mayAnswer(client.address().ip())) {
      return;
    }
    if (!received.unknownRequired().isEmpty()) {
      exchange.refuseUnknown(received.unknownRequired());
      return;
    }
    NatDiscovery discovery = client instanceof UdpClient udp ? udp.door().discovery() : null;
    if (client instanceof UdpClient udp && discovery != null) {
      discovery.binding(received, udp.door(), exchange);
      return;
    }
    List<Integer> unknown = NatDiscovery.unknown(received.message());
    if (unknown.isEmpty()) {
      exchange.succeed(List.of(new XorMappedAddress(client.address())));
    } else {
      exchange.refuseUnknown(unknown);
    }
  }

  private void authenticate(ReceivedStun received, Exchange exchange) {
    switch (authentication.judge(received, exchange.client())) {
      case Authentication.Refused refused -> challenge(exchange, refused.code());
      case Accepted accepted -> {
        exchange.signWith(accepted.who().key());
        if (received.unknownRequired().isEmpty()) {
          authenticated(received.message(), exchange, accepted.who());
        } else {
          exchange.refuseUnknown(received.unknownRequired());
        }
      }
    }
  }

  private void challenge(Exchange exchange, int code) {
    if (worker.mayAnswer(exchange.client().address().ip())) {
      exchange.challenge(code);
    }
  }

  private void authenticated(StunMessage message, Exchange exchange, Credentials who) {
    switch (message.method()) {
      case ALLOCATE -> allocator.allocate(message, exchange, who);
      case REFRESH ->
          with(
              mobility.allocation(message, exchange),
              exchange,
              who,
              found -> refresh(message, exchange, found));
      case CREATE_PERMISSION ->
          withAllocation(exchange, who, found -> createPermission(message, exchange, found));
      case CHANNEL_BIND ->
          withAllocation(exchange, who, found -> channelBind(message, exchange, found));
      case CONNECT -> withAllocation(exchange, who, found -> tcp.connect(message, exchange, found));
      case CONNECTION_BIND -> tcp.connectionBind(message, exchange, who);
      case BINDING, SEND, DATA, CONNECTION_ATTEMPT -> {}
    }
  }

  private interface Action {
    void on(Allocation allocation);
  }

  private void withAllocation(Exchange exchange, Credentials who, Action action) {
    with(exchange.liveAllocation(), exchange, who, action);
  }

  private void with(
      @Nullable Allocation allocation, Exchange exchange, Credentials who, Action action) {
    if (allocation == null) {
      exchange.refuse(437, "Allocation Mismatch");
    } else if (!allocation.origin().owner().username().equals(who.username())) {
      // "All requests after the initial Allocate must use the same username as that used to create
      // the allocation to prevent attackers from hijacking the client's allocation." (RFC 8656 §5)
      exchange.refuse(441, "Wrong Credentials");
    } else {
      action.on(allocation);
    }
  }

  /// RFC 8656 §8.2.
  private void refresh(StunMessage message, Exchange exchange, Allocation allocation) {
    Optional<RequestedAddressFamily> family = message.first(RequestedAddressFamily.class);
    if (family.isPresent() && !allocation.hasFamily(family.get().family())) {
      exchange.refuse(443, "Peer Address Family Mismatch");
      return;
    }
    if (mobility.isRefused(message, exchange, allocation)) {
      return;
    }
    List<StunAttribute> answer = new ArrayList<>();
    long seconds = allocator.lifetime(message);
    answer.add(new Lifetime(seconds));
    if (seconds > 0) {
      allocation.refresh(seconds * 1_000_000_000L);
      answer.addAll(mobility.follow(message, exchange, allocation));
    } else if (family.isPresent()) {
      allocation.end(family.get().family());
    } else {
      allocation.end();
    }
    exchange.succeed(answer);
  }

  /// RFC 8656 §10.2: all of the peers or none.
  private void createPermission(StunMessage message, Exchange exchange, Allocation allocation) {
    List<XorPeerAddress> peers = message.all(XorPeerAddress.class);
    if (peers.isEmpty()) {
      exchange.refuse(400, "Bad Request");
      return;
    }
    int more = 0;
    for (XorPeerAddress peer : peers) {
      if (check.isRefused(peer.endpoint().ip(), exchange, allocation)) {
        return;
      }
      more += hasPermission(allocation, peer.endpoint().ip()) ? 0 : 1;
    }
    if (!allocation.peers().hasRoomFor(more)) {
      exchange.refuse(508, "Insufficient Capacity");
      return;
    }
    for (XorPeerAddress peer : peers) {
      permit(allocation, peer.endpoint().ip());
    }
    exchange.succeed(List.of());
  }

  private Permission permit(Allocation allocation, IpAddress peer) {
    Relay relay = allocation.relay(peer.isV6());
    if (relay == null) {
      throw new IllegalStateException("no relay for " + peer);
    }
    return allocation.peers().permit(relay, peer, check.reach(peer));
  }

  private static boolean hasPermission(Allocation allocation, IpAddress peer) {
    return allocation.peers().hasPermission(allocation.relay(peer.isV6()), peer);
  }

  /// RFC 8656 §12.2.
  private void channelBind(StunMessage message, Exchange exchange, Allocation allocation) {
    Optional<ChannelNumber> number = message.first(ChannelNumber.class);
    Optional<XorPeerAddress> peer = message.first(XorPeerAddress.class);
    if (number.isEmpty() || peer.isEmpty() || !number.get().isAllowed() || allocation.isTcp()) {
      exchange.refuse(400, "Bad Request");
      return;
    }
    Endpoint endpoint = peer.get().endpoint();
    if (!check.isRefused(endpoint.ip(), exchange, allocation)) {
      bind(number.get().number(), endpoint, exchange, allocation);
    }
  }

  private void bind(int number, Endpoint peer, Exchange exchange, Allocation allocation) {
    Relay relay = allocation.relay(peer.ip().isV6());
    PeerChannel numbered = allocation.peers().channel(number);
    PeerChannel named = relay == null ? null : allocation.peers().channel(relay, peer);
    // "The channel number is not currently bound to a different transport address (same transport
    // address is OK); The transport address is not currently bound to a different channel number.
    // If any of these tests fail, the server replies with a 400 (Bad Request) error." (§12.2, in
    // part)
    if (relay == null || numbered != named || peer.port() == 0) {
      exchange.refuse(400, "Bad Request");
    } else if (!isRoomFor(peer, named, allocation)) {
      exchange.refuse(508, "Insufficient Capacity");
    } else if (check.isForbiddenPort(relay, peer)) {
      exchange.refuse(403, "Forbidden");
    } else {
      // "A ChannelBind transaction also creates or refreshes a permission towards the peer"
      // (§12.1).
      Permission permission = permit(allocation, peer.ip());
      bound(number, peer, relay, permission, named, exchange, allocation);
    }
  }

  private static boolean isRoomFor(
      Endpoint peer, @Nullable PeerChannel bound, Allocation allocation) {
    return bound != null
        || hasPermission(allocation, peer.ip())
        || allocation.peers().hasRoomFor(1);
  }

  private void bound(
      int number,
      Endpoint peer,
      Relay relay,
      Permission permission,
      @Nullable PeerChannel before,
      Exchange exchange,
      Allocation allocation) {
    if (before != null) {
      before.refresh(worker.now(), permission);
      exchange.succeed(List.of());
    } else if (allocation.peers().bind(number, relay, permission, peer)) {
      exchange.succeed(List.of());
    } else {
      exchange.refuse(508, "Insufficient Capacity");
    }
  }
}
