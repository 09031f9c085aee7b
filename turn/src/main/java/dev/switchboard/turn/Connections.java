// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.IpAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/// How many connections each address has open, and all together. An IPv6 client counts by its /64,
/// which is what one host is given. Shared by the loops.
final class Connections {
  private final int most;
  private final int mostOverall;
  private final AtomicInteger overall = new AtomicInteger();
  private final ConcurrentMap<IpAddress, Integer> counts = new ConcurrentHashMap<>();

  Connections(int most) {
    this(most, Integer.MAX_VALUE);
  }

  Connections(int most, int mostOverall) {
    this.most = most;
    this.mostOverall = mostOverall;
  }

  boolean enter(IpAddress client) {
    int now = overall.incrementAndGet();
    if (counts.merge(host(client), 1, Integer::sum) <= most && now <= mostOverall) {
      return true;
    }
    leave(client);
    return false;
  }

  void leave(IpAddress client) {
    counts.computeIfPresent(host(client), (_, count) -> count == 1 ? null : count - 1);
    overall.decrementAndGet();
  }

  /// Whose address it is, for all that is counted by address.
  static IpAddress host(IpAddress client) {
    return client.isV6() ? IpAddress.v6(client.high(), 0) : client;
  }
}
