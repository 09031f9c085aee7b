// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.AdditionalAddressFamily;
import dev.switchboard.turn.stun.AddressErrorCode;
import dev.switchboard.turn.stun.DontFragment;
import dev.switchboard.turn.stun.EvenPort;
import dev.switchboard.turn.stun.IpAddress.Family;
import dev.switchboard.turn.stun.Lifetime;
import dev.switchboard.turn.stun.MobilityTicket;
import dev.switchboard.turn.stun.RequestedAddressFamily;
import dev.switchboard.turn.stun.RequestedTransport;
import dev.switchboard.turn.stun.ReservationToken;
import dev.switchboard.turn.stun.StunAttribute;
import dev.switchboard.turn.stun.StunMessage;
import dev.switchboard.turn.stun.XorMappedAddress;
import dev.switchboard.turn.stun.XorRelayedAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes allocations: RFC 8656 §7.2, in its order. Confined to its loop.
final class Allocator {
  /// Ten minutes (RFC 8656 §3.2).
  private static final long DEFAULT_SECONDS = 600;

  /// Another program may hold a port of ours; so often another one is tried.
  private static final int TRIES = 8;

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
    Client client = exchange.client();
    boolean more = shared.hooks().quota(who.username(), client.address());
    if (!more || !shared.quotas().take(who.username(), client.address().ip())) {
      exchange.refuse(486, "Allocation Quota Reached");
      return;
    }
    open(request, exchange, who);
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
        return new Refusal(442, "Unsupported Transport Protocol");
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

  private void open(StunMessage request, Exchange exchange, Credentials who) {
    Opened opened = openRelays(request);
    if (opened.relays().isEmpty()) {
      shared.quotas().release(who.username(), exchange.client().address().ip());
      AddressErrorCode error = opened.errors().getFirst();
      exchange.refuse(error.code(), error.reason());
      return;
    }
    Client client = exchange.client();
    long seconds = Math.max(DEFAULT_SECONDS, lifetime(request));
    List<StunAttribute> answer = new ArrayList<>();
    for (Relay relay : opened.relays()) {
      answer.add(new XorRelayedAddress(relay.external()));
    }
    answer.add(new Lifetime(seconds));
    answer.addAll(opened.tokens());
    answer.add(new XorMappedAddress(client.address()));
    answer.addAll(opened.errors());
    MobilityTicket ticket = shared.tickets().draw();
    boolean mobile = request.has(MobilityTicket.class);
    if (mobile) {
      answer.add(ticket);
    }
    Allocation.Origin origin = new Allocation.Origin(who, request.id(), List.copyOf(answer));
    Allocation made =
        new Allocation(worker, client, opened.relays(), origin, seconds * 1_000_000_000L);
    if (mobile) {
      made.mobilise(shared.tickets(), ticket);
    }
    client.attach(made);
    worker
        .hooks()
        .listener(
            new TurnEvent.Allocated(
                who.username(), client.address(), opened.relays().getFirst().external()));
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

  /// What could be opened, and why the rest could not.
  private record Opened(
      List<Relay> relays, List<ReservationToken> tokens, List<AddressErrorCode> errors) {
    Opened() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    void fail(int family, int code, String reason) {
      errors.add(new AddressErrorCode(family, code, reason));
    }
  }

  private Opened openRelays(StunMessage request) {
    Opened opened = new Opened();
    Optional<ReservationToken> token = request.first(ReservationToken.class);
    if (token.isPresent()) {
      openReserved(token.get().token(), opened);
      return opened;
    }
    Optional<EvenPort> even = request.first(EvenPort.class);
    int family = request.first(RequestedAddressFamily.class).map(f -> f.family()).orElse(1);
    boolean tcp = isTcp(request);
    openFresh(family, even, tcp, opened);
    if (request.has(AdditionalAddressFamily.class)) {
      openFresh(2, even, tcp, opened);
    }
    return opened;
  }

  private static boolean isTcp(StunMessage request) {
    return request
        .first(RequestedTransport.class)
        .filter(transport -> transport.protocol() == RequestedTransport.TCP)
        .isPresent();
  }

  private void openReserved(long token, Opened opened) {
    for (RelayHost host : shared.hosts().values()) {
      int port = shared.reservations().claim(token, host.ports());
      if (port != RelayPorts.NONE) {
        tryOpen(host, port, false, opened);
        break;
      }
    }
    if (opened.relays().isEmpty()) {
      opened.fail(0, 508, "Insufficient Capacity");
    }
  }

  private void openFresh(int number, Optional<EvenPort> even, boolean tcp, Opened opened) {
    RelayHost host = host(number);
    if (host == null) {
      opened.fail(number, 440, "Address Family not Supported");
      return;
    }
    shared.reservations().prune();
    boolean pair = even.isPresent() && even.get().reserveNext();
    for (int i = 0; i < TRIES; i++) {
      RelayPorts ports = tcp ? host.tcpPorts() : host.ports();
      int port = even.isPresent() ? ports.takeEven(pair) : ports.take();
      if (port == RelayPorts.NONE) {
        break;
      }
      boolean open = tryOpen(host, port, tcp, opened);
      if (pair) {
        keepOrRelease(open, ports, port + 1, opened);
      }
      if (open) {
        return;
      }
    }
    opened.fail(number, 508, "Insufficient Capacity");
  }

  private void keepOrRelease(boolean keep, RelayPorts ports, int port, Opened opened) {
    if (keep) {
      opened.tokens().add(new ReservationToken(shared.reservations().keep(ports, port)));
    } else {
      ports.release(port);
    }
  }

  private @Nullable RelayHost host(int number) {
    for (Family family : Family.values()) {
      if (family.number() == number) {
        return shared.hosts().get(family);
      }
    }
    return null;
  }

  private boolean tryOpen(RelayHost host, int port, boolean tcp, Opened opened) {
    try {
      opened
          .relays()
          .add(
              tcp
                  ? Relay.openTcp(host, port, worker, shared.pending())
                  : Relay.open(host, port, worker));
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
