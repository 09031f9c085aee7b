// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// All rooms of a realm: opens one for its first member and drops it with its last. Any thread.
final class Rooms {
  private final ConcurrentHashMap<RoomName, Room> rooms = new ConcurrentHashMap<>();
  private final Limits limits;
  private final HubListener listener;

  Rooms(Limits limits, HubListener listener) {
    this.limits = limits;
    this.listener = listener;
  }

  @Nullable Room find(RoomName name) {
    return rooms.get(name);
  }

  /// Puts the peer into the room; the refusal, or null when it is in.
  @Nullable Refusal enter(Peer peer, RoomName name, long request, long now) {
    Room known = rooms.get(name);
    if (peer.rooms().size() >= limits.rooms().perPeer() && !peer.rooms().contains(known)) {
      return Refusal.TOO_MANY_ROOMS;
    }
    while (true) {
      Room room = known != null ? known : open(name);
      if (room == null) {
        return Refusal.SERVER_FULL;
      }
      switch (room.enter(peer, request, now)) {
        case IN -> {
          return null;
        }
        case FULL -> {
          return Refusal.ROOM_FULL;
        }
        case RETIRED -> {
          drop(room);
          known = null;
        }
      }
    }
  }

  void leave(Peer peer, Room room) {
    if (room.leave(peer)) {
      drop(room);
    }
  }

  void leaveAll(Peer peer) {
    for (Room room : List.copyOf(peer.rooms())) {
      leave(peer, room);
    }
  }

  int count() {
    return rooms.size();
  }

  /// Whoever comes first, the last who left or the next to enter, clears it away.
  private void drop(Room retired) {
    if (rooms.remove(retired.name(), retired)) {
      listener.roomRetired();
    }
  }

  private @Nullable Room open(RoomName name) {
    if (rooms.mappingCount() >= limits.rooms().count()) {
      return rooms.get(name);
    }
    RoomName own = name.copy();
    Room opened = new Room(own, limits);
    Room other = rooms.putIfAbsent(own, opened);
    if (other != null) {
      return other;
    }
    listener.roomOpened();
    return opened;
  }
}
