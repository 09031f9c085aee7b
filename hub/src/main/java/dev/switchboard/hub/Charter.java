// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import dev.switchboard.text.Utf8;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The order of a room that has one: its rules, whose it is, who is known, who is banned. Guarded
/// by its room.
///
/// People are known by the holder of their ticket, since a page that is loaded again is another
/// peer. Whoever throws the ticket away is a newcomer: a ban keeps those out who do not know that,
/// or who cannot get past the lobby or the password once more.
final class Charter {
  private static final int MOST_HOSTS = 64;
  private static final int MOST_KNOWN = 1024;

  private record Place(long holder, Role role) {}

  private final long session;
  private final Map<Long, Role> hosts = new LinkedHashMap<>(2);
  private final Map<PeerId, Place> places = new HashMap<>(4);
  private final Recent<Long> guests = new Recent<>(MOST_KNOWN);
  private final Recent<Long> bannedHolders = new Recent<>(MOST_KNOWN);
  private final Recent<PeerId> bannedPeers = new Recent<>(MOST_KNOWN);

  /// Whose tickets from before a restart were used: once, or a host who was made a guest since
  /// could undo that.
  private final Recent<Long> restored = new Recent<>(MOST_KNOWN);

  private boolean lobby;
  private boolean locked;
  private @Nullable Password password;

  Charter(long session, boolean lobby) {
    this.session = session;
    this.lobby = lobby;
  }

  Rules rules() {
    return new Rules(true, lobby, locked, password != null);
  }

  /// Somebody has the room, present or not.
  boolean owned() {
    return !hosts.isEmpty();
  }

  /// May somebody come in? `claims` where nobody is there and who comes may have the room.
  Entry judge(PeerId peer, long holder, Visit visit, boolean claims) {
    if (bannedPeers.contains(peer) || bannedHolders.contains(holder)) {
      return Entry.BANNED;
    }
    remember(holder, visit);
    if (claims && !owned() && visit.mayStart()) {
      hosts.put(holder, Role.OWNER);
      visit.brings().rules().forEach(rule -> set(rule, visit.nanos()));
    }
    if (hosts.containsKey(holder) || guests.contains(holder)) {
      return Entry.IN;
    }
    return locked ? Entry.LOCKED : judgeNewcomer(visit);
  }

  private Entry judgeNewcomer(Visit visit) {
    Password wanted = password;
    if (wanted != null) {
      if (!wanted.open(visit.nanos())) {
        return Entry.TOO_MANY_TRIES;
      }
      if (!wanted.fits(visit.brings().password())) {
        return Entry.WRONG_PASSWORD;
      }
    }
    if (!lobby) {
      return Entry.IN;
    }
    return visit.brings().knocks() ? Entry.WAITING : Entry.KNOCK_FIRST;
  }

  /// After a restart of the server tickets are all that is known.
  private void remember(long holder, Visit visit) {
    if (visit.restores() && visit.ticket().session() == session && !restored.contains(holder)) {
      restored.add(holder);
      Role role = visit.ticket().role();
      if (role == Role.GUEST || hosts.size() >= MOST_HOSTS) {
        guests.add(holder);
      } else {
        hosts.put(holder, role);
      }
    }
  }

  void set(Rule rule, long nanos) {
    switch (rule) {
      case Rule.Lobby(boolean on) -> lobby = on;
      case Rule.Lock(boolean on) -> locked = on;
      case Rule.Password it ->
          password = it.word().isEmpty() ? null : new Password(it.word(), nanos);
    }
  }

  /// The peer is a member now; returns as what.
  Role seat(PeerId peer, long holder) {
    Role role = hosts.getOrDefault(holder, Role.GUEST);
    guests.add(holder);
    places.put(peer, new Place(holder, role));
    return role;
  }

  void unseat(PeerId peer) {
    places.remove(peer);
  }

  /// Of a member.
  Role roleOf(PeerId peer) {
    Place place = places.get(peer);
    return place == null ? Role.GUEST : place.role();
  }

  /// Of a member; 0 where it came before the room had an order.
  long holderOf(PeerId peer) {
    Place place = places.get(peer);
    return place == null ? 0 : place.holder();
  }

  List<Seat> hostsPresent() {
    List<Seat> present = new ArrayList<>(1);
    places.forEach((peer, place) -> {
      if (place.role() != Role.GUEST) {
        present.add(new Seat(peer, place.role()));
      }
    });
    return present;
  }

  /// How things stand for a member.
  Order shownTo(PeerId peer, List<Hand> hands, Function<Ticket, Utf8> writing, long wall) {
    Role role = roleOf(peer);
    Ticket ticket = new Ticket(session, holderOf(peer), role, wall);
    return new Order(role, rules(), hostsPresent(), hands, writing.apply(ticket));
  }

  /// False where there are as many hosts as may be.
  boolean appoint(PeerId peer, Role role) {
    Place place = places.get(peer);
    if (place == null) {
      return false;
    }
    if (role == Role.GUEST) {
      hosts.remove(place.holder());
    } else if (hosts.size() >= MOST_HOSTS && !hosts.containsKey(place.holder())) {
      return false;
    } else {
      hosts.put(place.holder(), role);
    }
    places.put(peer, new Place(place.holder(), role));
    return true;
  }

  /// Who was put out is a newcomer again, and nobody's host.
  void forget(long holder) {
    hosts.remove(holder);
    guests.remove(holder);
  }

  void ban(PeerId peer, long holder) {
    bannedPeers.add(peer);
    bannedHolders.add(holder);
  }
}
