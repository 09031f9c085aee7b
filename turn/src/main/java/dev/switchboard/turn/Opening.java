// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.Quotas.Place;
import dev.switchboard.turn.Reservations.Reserved;
import dev.switchboard.turn.stun.AdditionalAddressFamily;
import dev.switchboard.turn.stun.AddressErrorCode;
import dev.switchboard.turn.stun.EvenPort;
import dev.switchboard.turn.stun.IpAddress.Family;
import dev.switchboard.turn.stun.RequestedAddressFamily;
import dev.switchboard.turn.stun.RequestedTransport;
import dev.switchboard.turn.stun.ReservationToken;
import dev.switchboard.turn.stun.StunMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an allocation that is not made yet has taken: a place in the quotas, relays and their
/// ports. Until it is [#hand]ed over, closing gives everything back, however it came to that.
/// Confined to its loop; lives for one request.
final class Opening implements AutoCloseable {
  /// Another program may hold a port of ours; so often another one is tried.
  private static final int TRIES = 8;

  private final StunMessage request;
  private final Worker worker;
  private final Shared shared;
  private final List<Relay> relays = new ArrayList<>();
  private final List<ReservationToken> tokens = new ArrayList<>();
  private final List<AddressErrorCode> errors = new ArrayList<>();
  private @Nullable Reserved reserved;
  private @Nullable Place place;

  /// For the port after ours, where one is to be reserved.
  private @Nullable Place second;

  Opening(StunMessage request, Worker worker, Shared shared) {
    this.request = request;
    this.worker = worker;
    this.shared = shared;
  }

  /// Whether the quotas have room for what is asked for. A port that the client reserved before is
  /// counted already.
  boolean isAdmitted(Credentials who, Client client) {
    shared.reservations().prune();
    Optional<ReservationToken> token = request.first(ReservationToken.class);
    if (token.isPresent()) {
      reserved = shared.reservations().claim(token.get().token(), person(who));
    }
    place = reserved == null ? take(who, client) : reserved.place();
    if (place != null && isPair()) {
      second = take(who, client);
    }
    return place != null && (!isPair() || second != null);
  }

  private @Nullable Place take(Credentials who, Client client) {
    return shared.quotas().take(person(who), client.address().ip());
  }

  private String person(Credentials who) {
    return shared.hooks().person(who.username());
  }

  private boolean isPair() {
    return request.first(EvenPort.class).filter(EvenPort::reserveNext).isPresent();
  }

  /// Opens what is asked for, as far as that can be.
  void open() {
    if (request.has(ReservationToken.class)) {
      openReserved();
      return;
    }
    openFresh(request.first(RequestedAddressFamily.class).map(f -> f.family()).orElse(1));
    if (request.has(AdditionalAddressFamily.class)) {
      openFresh(2);
    }
  }

  /// Those that are open; the first is the one that was asked for.
  List<Relay> relays() {
    return relays;
  }

  /// For what was reserved beside them.
  List<ReservationToken> tokens() {
    return tokens;
  }

  /// Why the others are not.
  List<AddressErrorCode> errors() {
    return errors;
  }

  /// Who takes all of it over.
  interface Heir {
    Allocation take(List<Relay> relays, Place place);
  }

  /// Throws what the heir throws; then nothing is handed over.
  Allocation hand(Heir heir) {
    Place own = place;
    if (own == null) {
      throw new IllegalStateException("not admitted");
    }
    Allocation made = heir.take(List.copyOf(relays), own);
    relays.clear();
    place = null;
    return made;
  }

  @Override
  public void close() {
    relays.forEach(Relay::close);
    Reserved claimed = reserved;
    if (claimed != null) {
      claimed.host().ports().release(claimed.port());
    }
    giveBack(place);
    giveBack(second);
  }

  private static void giveBack(@Nullable Place taken) {
    if (taken != null) {
      taken.release();
    }
  }

  private void fail(int family, int code, String reason) {
    errors.add(new AddressErrorCode(family, code, reason));
  }

  private void openReserved() {
    Reserved claimed = reserved;
    reserved = null;
    if (claimed == null || !isOpened(claimed.host(), claimed.port(), false)) {
      fail(0, 508, "Insufficient Capacity");
    }
  }

  private void openFresh(int family) {
    RelayHost host = host(family);
    if (host == null) {
      fail(family, 440, "Address Family not Supported");
      return;
    }
    for (int i = 0; i < TRIES; i++) {
      boolean tcp = isTcp();
      RelayPorts ports = tcp ? host.tcpPorts() : host.ports();
      int port = request.has(EvenPort.class) ? ports.takeEven(isPair()) : ports.take();
      if (port == RelayPorts.NONE) {
        break;
      }
      if (isPair() ? isPairOpened(host, port) : isOpened(host, port, tcp)) {
        return;
      }
    }
    fail(family, 508, "Insufficient Capacity");
  }

  private boolean isTcp() {
    return request
        .first(RequestedTransport.class)
        .filter(transport -> transport.protocol() == RequestedTransport.TCP)
        .isPresent();
  }

  /// Reserves the next port, or frees it.
  private boolean isPairOpened(RelayHost host, int port) {
    boolean opened = false;
    try {
      opened = isOpened(host, port, false);
    } finally {
      Place next = second;
      if (opened && next != null) {
        second = null;
        tokens.add(
            new ReservationToken(shared.reservations().keep(new Reserved(host, port + 1, next))));
      } else {
        host.ports().release(port + 1);
      }
    }
    return opened;
  }

  private @Nullable RelayHost host(int number) {
    for (Family family : Family.values()) {
      if (family.number() == number) {
        return shared.hosts().get(family);
      }
    }
    return null;
  }

  /// On a port that was taken; it is released where that fails.
  private boolean isOpened(RelayHost host, int port, boolean tcp) {
    try {
      relays.add(
          tcp
              ? Relay.openTcp(host, port, worker, shared.pending())
              : Relay.open(host, port, worker));
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
