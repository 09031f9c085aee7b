// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Who goes by which name: ids and handles of a realm in one map, so that a name means one peer
/// whatever its dialect. Any thread.
final class Directory {
  private final ConcurrentHashMap<PeerId, Peer> names = new ConcurrentHashMap<>();

  @Nullable Peer find(PeerId name) {
    return names.get(name);
  }

  /// Takes the name for the peer; returns who has it now.
  Peer take(PeerId name, Peer peer) {
    Peer holder = names.putIfAbsent(name, peer);
    return holder == null ? peer : holder;
  }

  /// Moves the name from one peer to another, unless it moved meanwhile.
  boolean move(PeerId name, Peer from, Peer to) {
    return names.replace(name, from, to);
  }

  void free(PeerId name, Peer peer) {
    names.remove(name, peer);
  }

  int count() {
    return names.size();
  }
}
