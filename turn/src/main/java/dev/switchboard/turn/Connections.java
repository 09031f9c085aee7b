// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.IpAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// How many connections each address has open. Shared by the loops.
final class Connections {
  private final int most;
  private final ConcurrentMap<IpAddress, Integer> counts = new ConcurrentHashMap<>();

  Connections(int most) {
    this.most = most;
  }

  boolean enter(IpAddress client) {
    if (counts.merge(client, 1, Integer::sum) <= most) {
      return true;
    }
    leave(client);
    return false;
  }

  void leave(IpAddress client) {
    counts.computeIfPresent(client, (_, count) -> count == 1 ? null : count - 1);
  }
}
