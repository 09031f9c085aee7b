// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The raised hands of a room, in the order in which they came here. Guarded by its room.
final class Hands {
  private final Map<PeerId, Long> since = new LinkedHashMap<>(0);
  private long last;

  /// Null where it is up already. No two have the same time, so that it tells the order, too.
  @Nullable Hand raise(PeerId peer, long now) {
    if (since.containsKey(peer)) {
      return null;
    }
    last = Math.max(now, last + 1);
    since.put(peer, last);
    return new Hand(peer, last);
  }

  /// False where it was down.
  boolean lower(PeerId peer) {
    return since.remove(peer) != null;
  }

  /// The first one first.
  List<Hand> raised() {
    List<Hand> list = new ArrayList<>(since.size());
    since.forEach((peer, at) -> list.add(new Hand(peer, at)));
    return list;
  }
}
