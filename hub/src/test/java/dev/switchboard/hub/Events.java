// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import java.util.ArrayList;
import java.util.List;

/// What a peer was told since it last read: for tests too busy for words.
record Events(List<Event> all) {
  static Events of(Wire wire) {
    return of(wire.peer());
  }

  static Events of(Peer peer) {
    List<Event> all = new ArrayList<>();
    for (Event event = peer.outbox().poll(); event != null; event = peer.outbox().poll()) {
      all.add(event);
    }
    return new Events(all);
  }

  boolean has(Class<? extends Event> kind) {
    return all.stream().anyMatch(kind::isInstance);
  }

  /// The only one of this kind.
  <T extends Event> T only(Class<T> kind) {
    List<T> found = all.stream().filter(kind::isInstance).map(kind::cast).toList();
    if (found.size() != 1) {
      throw new AssertionError("not one " + kind.getSimpleName() + " in " + all);
    }
    return found.getFirst();
  }

  List<String> kinds() {
    return all.stream().map(event -> event.getClass().getSimpleName()).toList();
  }
}
