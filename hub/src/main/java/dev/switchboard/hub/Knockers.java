// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who waits at the door of a room, longest first. Guarded by its room.
final class Knockers {
  private final Map<PeerId, Knocker> waiting = new LinkedHashMap<>(0);

  void add(Knocker knocker) {
    waiting.put(knocker.peer().id(), knocker);
  }

  /// False where the peer did not wait.
  boolean remove(Peer peer) {
    return holds(peer) && waiting.remove(peer.id()) != null;
  }

  void clear() {
    waiting.clear();
  }

  boolean holds(Peer peer) {
    Knocker knocker = waiting.get(peer.id());
    return knocker != null && knocker.peer() == peer;
  }

  @Nullable Knocker find(PeerId id) {
    return waiting.get(id);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  int count() {
    return waiting.size();
  }

  List<Knocker> all() {
    return List.copyOf(waiting.values());
  }

  void tell(Event event) {
    for (Knocker knocker : waiting.values()) {
      knocker.peer().tell(event);
    }
  }

  /// Tells a host of each of them.
  void show(RoomName room, Peer host) {
    for (Knocker knocker : waiting.values()) {
      host.tell(new Event.Knocked(room, knocker.peer().asMember(), new Memo()));
    }
  }
}
