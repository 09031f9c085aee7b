// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// All rooms of a realm: opens one for its first member, and drops it with its last, or a while
/// after where its rules are kept. Any thread.
final class Rooms {
  private final ConcurrentHashMap<RoomName, Room> rooms = new ConcurrentHashMap<>();

  /// Rooms that everybody had left, in the order of their deadlines; some are not empty any more.
  private final ConcurrentLinkedQueue<Kept> kept = new ConcurrentLinkedQueue<>();

  private final AtomicInteger keptCount = new AtomicInteger();
  private final Limits limits;
  private final HubListener listener;
  private final Time time;
  private final RoomPolicy policy;
  private final Tickets tickets;
  private final long begun;

  private record Kept(Room room, long emptied, long deadline) {}

  Rooms(Hub.Frame frame, RoomPolicy policy, Tickets tickets) {
    this.limits = frame.limits();
    this.listener = frame.listener();
    this.time = frame.time();
    this.policy = policy;
    this.tickets = tickets;
    this.begun = time.wall().millis();
  }

  @Nullable Room find(RoomName name) {
    return rooms.get(name);
  }

  /// Puts the peer into the room, or before its door; the refusal, or null when there is none.
  @Nullable Refusal enter(Peer peer, RoomName name, Credentials brings, long request) {
    Room known = rooms.get(name);
    if (!peer.rooms().contains(known) && tooMany(peer)) {
      return Refusal.TOO_MANY_ROOMS;
    }
    Visit visit = visit(name, brings);
    while (true) {
      if (known == null) {
        Refusal why = mayOpen(name, visit);
        if (why != null) {
          return why;
        }
        known = open(name, visit);
      }
      if (known == null) {
        return Refusal.SERVER_FULL;
      }
      Entry entry = known.enter(peer, request, visit);
      if (entry != Entry.RETIRED) {
        return entry.refusal();
      }
      drop(known);
      known = null;
    }
  }

  void leave(Peer peer, Room room) {
    switch (room.leave(peer)) {
      case PEOPLE -> {}
      case RULES -> keep(room);
      case NOTHING -> drop(room);
    }
  }

  void leaveAll(Peer peer) {
    for (Room room : List.copyOf(peer.rooms())) {
      leave(peer, room);
    }
  }

  /// Answers who is in a room.
  void who(Peer peer, RoomName name, long request) {
    Room room = rooms.get(name);
    Rules unborn = new Rules(policy.lobby(), policy.lobby(), false, false);
    peer.tell(
        room != null
            ? room.present(peer, request)
            : new Event.Present(request, name.copy(), List.of(), 0, unborn));
  }

  /// Whoever comes first, the last who left or the next to enter, clears it away.
  void drop(Room retired) {
    if (rooms.remove(retired.name(), retired)) {
      listener.roomRetired();
    }
  }

  /// The fullest rooms that are not empty.
  List<OpenRoom> open(int most) {
    return rooms.values().stream()
        .map(Room::seen)
        .filter(room -> room.people() + room.waiting() > 0)
        .sorted(Comparator.comparingInt(OpenRoom::people).reversed())
        .limit(most)
        .toList();
  }

  /// Ends a room for all who are in it or wait. False when there are none.
  boolean close(RoomName name) {
    Room room = rooms.get(name);
    if (room == null || !room.close()) {
      return false;
    }
    drop(room);
    return true;
  }

  /// Forgets rooms that have been empty for long enough.
  void expire(long now) {
    for (Kept first = kept.peek();
        first != null && first.deadline - now <= 0;
        first = kept.peek()) {
      forgetFirst(first);
    }
  }

  int count() {
    return rooms.size() + kept.size();
  }

  private void keep(Room room) {
    long deadline = time.nanos().getAsLong() + policy.keep().toNanos();
    kept.add(new Kept(room, room.emptied(), deadline));
    if (keptCount.incrementAndGet() > policy.bounds().kept()) {
      Kept first = kept.peek();
      if (first != null) {
        forgetFirst(first);
      }
    }
  }

  private void forgetFirst(Kept first) {
    if (kept.remove(first)) {
      keptCount.decrementAndGet();
      if (first.room.retire(first.emptied)) {
        drop(first.room);
      }
    }
  }

  /// Rooms that somebody was put out of do not count.
  private boolean tooMany(Peer peer) {
    if (peer.rooms().size() < limits.rooms().perPeer()) {
      return false;
    }
    peer.rooms().removeIf(room -> !room.concerns(peer));
    return peer.rooms().size() >= limits.rooms().perPeer();
  }

  private Visit visit(RoomName name, Credentials brings) {
    Ticket read = tickets.read(name, brings.ticket());
    Ticket ticket = read == null ? Ticket.NONE : read;
    long wall = time.wall().millis();
    boolean restores = ticket.issued() < begun && wall - ticket.issued() < policy.keep().toMillis();
    boolean mayStart = policy.admission().allows(Admission.Act.START, name, brings.token());
    return new Visit(brings, ticket, mayStart, restores, time.nanos().getAsLong(), wall);
  }

  /// Where there is a lobby before there is a room, who may start none may wait for who does.
  private @Nullable Refusal mayOpen(RoomName name, Visit visit) {
    if (visit.restores()) {
      return null;
    }
    boolean own = name.kind().isEmpty();
    if (own && policy.lobby() && !policy.firstOwns() && !visit.brings().starts()) {
      if (!policy.admission().allows(Admission.Act.WAIT, name, visit.brings().token())) {
        return Refusal.MAY_NOT_START;
      }
      return visit.brings().knocks() ? null : Refusal.KNOCK_FIRST;
    }
    return visit.mayStart() ? null : Refusal.MAY_NOT_START;
  }

  private @Nullable Room open(RoomName name, Visit visit) {
    if (rooms.mappingCount() >= limits.rooms().count()) {
      return rooms.get(name);
    }
    RoomName own = name.copy();
    Room opened =
        new Room(own, new RoomFrame(limits, policy, tickets, visit.wall()), charter(own, visit));
    Room other = rooms.putIfAbsent(own, opened);
    if (other != null) {
      return other;
    }
    listener.roomOpened();
    return opened;
  }

  /// None for rooms of other kinds: their clients know nothing of doors.
  private @Nullable Charter charter(RoomName name, Visit visit) {
    if (!name.kind().isEmpty()) {
      return null;
    }
    if (visit.restores()) {
      return new Charter(visit.ticket().session(), true);
    }
    boolean governed = visit.brings().starts() || policy.firstOwns() || policy.lobby();
    return governed ? new Charter(tickets.fresh(), policy.lobby()) : null;
  }
}
