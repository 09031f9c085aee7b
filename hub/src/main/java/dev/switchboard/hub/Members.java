// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who is in a room, longest first, and how all of them are told something. Guarded by its room.
final class Members {
  private final Map<PeerId, Peer> peers = new LinkedHashMap<>(4);

  void add(Peer peer) {
    peers.put(peer.id(), peer);
  }

  void remove(Peer peer) {
    peers.remove(peer.id());
  }

  void clear() {
    peers.clear();
  }

  /// This very peer, and not another one that got its id.
  boolean holds(Peer peer) {
    return peers.get(peer.id()) == peer;
  }

  @Nullable Peer find(PeerId id) {
    return peers.get(id);
  }

  boolean isEmpty() {
    return peers.isEmpty();
  }

  int count() {
    return peers.size();
  }

  List<Peer> all() {
    return List.copyOf(peers.values());
  }

  List<Member> shown() {
    return others(null);
  }

  List<Member> others(@Nullable Peer but) {
    List<Member> list = new ArrayList<>(peers.size());
    for (Peer peer : peers.values()) {
      if (peer != but) {
        list.add(peer.asMember());
      }
    }
    return list;
  }

  List<Member> hosts(Charter order) {
    List<Member> list = new ArrayList<>(1);
    for (Seat seat : order.hostsPresent()) {
      Peer peer = peers.get(seat.peer());
      if (peer != null) {
        list.add(peer.asMember());
      }
    }
    return list;
  }

  int tellAll(Event event) {
    return tellOthers(null, event);
  }

  /// Returns how many were told.
  int tellOthers(@Nullable Peer but, Event event) {
    int told = 0;
    for (Peer peer : peers.values()) {
      if (peer != but) {
        peer.tell(event);
        told++;
      }
    }
    return told;
  }

  void tellHosts(Charter order, Event event) {
    for (Seat seat : order.hostsPresent()) {
      Peer peer = peers.get(seat.peer());
      if (peer != null) {
        peer.tell(event);
      }
    }
  }
}
