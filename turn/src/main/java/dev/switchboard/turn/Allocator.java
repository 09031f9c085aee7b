// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.AdditionalAddressFamily;
import dev.switchboard.turn.stun.AddressErrorCode;
import dev.switchboard.turn.stun.DontFragment;
import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.EvenPort;
import dev.switchboard.turn.stun.Lifetime;
import dev.switchboard.turn.stun.MobilityTicket;
import dev.switchboard.turn.stun.RequestedAddressFamily;
import dev.switchboard.turn.stun.RequestedTransport;
import dev.switchboard.turn.stun.ReservationToken;
import dev.switchboard.turn.stun.StunAttribute;
import dev.switchboard.turn.stun.StunMessage;
import dev.switchboard.turn.stun.XorMappedAddress;
import dev.switchboard.turn.stun.XorRelayedAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes allocations: RFC 8656 §7.2, in its order. Confined to its loop.
final class Allocator {
  /// Ten minutes (RFC 8656 §3.2).
  private static final long DEFAULT_SECONDS = 600;

  private final Worker worker;
  private final Shared shared;
  private final Mobility mobility;

  Allocator(Worker worker, Shared shared, Mobility mobility) {
    this.mobility = mobility;
    this.worker = worker;
    this.shared = shared;
  }

  void allocate(StunMessage request, Exchange exchange, Credentials who) {
    Allocation existing = exchange.liveAllocation();
    if (existing != null) {
      repeat(existing, request, exchange);
      return;
    }
    // "If it does, but the server does not support sending UDP datagrams with the DF bit set to 1
    // [...], then the server treats the DONT-FRAGMENT attribute in the Allocate request as an
    // unknown comprehension-required attribute." (§7.2)
    Optional<DontFragment> whole = request.first(DontFragment.class);
    if (whole.isPresent() && !worker.sockets().canSendWhole()) {
      exchange.refuseUnknown(List.of(whole.get().type()));
      return;
    }
    Refusal refusal =
        mobility.isForbidden(request)
            ? new Refusal(405, "Mobility Forbidden")
            : check(request, exchange.client());
    if (refusal != null) {
      exchange.refuse(refusal.code(), refusal.reason());
      return;
    }
    try (Opening opening = new Opening(request, worker, shared)) {
      boolean more = shared.hooks().quota(who.username(), exchange.client().address());
      if (more && opening.isAdmitted(who, exchange.client())) {
        open(opening, request, exchange, who);
      } else {
        exchange.refuse(486, "Allocation Quota Reached");
      }
    }
  }

  /// A retransmission gets the answer that may have been lost; anything else is 437.
  private static void repeat(Allocation existing, StunMessage request, Exchange exchange) {
    if (existing.origin().transaction().equals(request.id())) {
      exchange.succeed(existing.origin().answer());
    } else {
      exchange.refuse(437, "Allocation Mismatch");
    }
  }

  private record Refusal(int code, String reason) {
    static final Refusal BAD = new Refusal(400, "Bad Request");
    static final Refusal TRANSPORT = new Refusal(442, "Unsupported Transport Protocol");
  }

  private @Nullable Refusal check(StunMessage request, Client client) {
    Optional<RequestedTransport> transport = request.first(RequestedTransport.class);
    boolean family = request.has(RequestedAddressFamily.class);
    Optional<AdditionalAddressFamily> additional = request.first(AdditionalAddressFamily.class);
    Optional<EvenPort> even = request.first(EvenPort.class);
    // "If the REQUESTED-TRANSPORT attribute is not included or is malformed, the server rejects the
    // request with a 400 (Bad Request) error."
    if (transport.isEmpty()) {
      return Refusal.BAD;
    }
    boolean token = request.has(ReservationToken.class);
    switch (transport.get().protocol()) {
      case RequestedTransport.UDP -> {}
      case RequestedTransport.TCP -> {
        if (worker.limits().tcpRelays().perAllocation() == 0) {
          return Refusal.TRANSPORT;
        }
        // "If the client connection transport is not TCP or TLS, the server MUST reject the request
        // with a 400 (Bad Request) error." "If the request contains the DONT-FRAGMENT, EVEN-PORT,
        // or RESERVATION-TOKEN attribute, the server MUST reject the request with a 400 (Bad
        // Request) error." (RFC 6062 §5.1)
        if (client.stream() == null
            || request.has(DontFragment.class)
            || even.isPresent()
            || token) {
          return Refusal.BAD;
        }
      }
      default -> {
        return Refusal.TRANSPORT;
      }
    }
    if (token && (even.isPresent() || family || additional.isPresent())) {
      return Refusal.BAD;
    }
    if (additional.isPresent() && (family || additional.get().family() != 2)) {
      return Refusal.BAD;
    }
    if (additional.isPresent() && even.isPresent() && even.get().reserveNext()) {
      return Refusal.BAD;
    }
    return null;
  }

  private void open(Opening opening, StunMessage request, Exchange exchange, Credentials who) {
    opening.open();
    if (opening.relays().isEmpty()) {
      AddressErrorCode error = opening.errors().getFirst();
      exchange.refuse(error.code(), error.reason());
      return;
    }
    Client client = exchange.client();
    Endpoint relay = opening.relays().getFirst().external();
    long seconds = Math.max(DEFAULT_SECONDS, lifetime(request));
    List<StunAttribute> answer = new ArrayList<>();
    for (Relay each : opening.relays()) {
      answer.add(new XorRelayedAddress(each.external()));
    }
    answer.add(new Lifetime(seconds));
    answer.addAll(opening.tokens());
    answer.add(new XorMappedAddress(client.address()));
    answer.addAll(opening.errors());
    MobilityTicket ticket = shared.tickets().draw();
    boolean mobile = request.has(MobilityTicket.class);
    if (mobile) {
      answer.add(ticket);
    }
    Allocation made =
        opening.hand((relays, place) -> {
          var origin = new Allocation.Origin(who, request.id(), List.copyOf(answer), place);
          return new Allocation(worker, client, relays, origin, seconds * 1_000_000_000L);
        });
    if (mobile) {
      made.mobilise(shared.tickets(), ticket);
    }
    client.attach(made);
    worker.hooks().listener(new TurnEvent.Allocated(who.username(), client.address(), relay));
    exchange.succeed(answer);
  }

  /// The seconds asked for, at least the default and at most what is allowed; 0 stays 0, which only
  /// a Refresh may mean.
  long lifetime(StunMessage request) {
    long most = worker.limits().perAllocation().lifetime().toSeconds();
    Optional<Lifetime> asked = request.first(Lifetime.class);
    if (asked.isPresent() && asked.get().seconds() == 0) {
      return 0;
    }
    long seconds = asked.map(Lifetime::seconds).orElse(DEFAULT_SECONDS);
    return Math.max(DEFAULT_SECONDS, Math.min(most, seconds));
  }
}
