// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.TurnLimits.Allocations;
import dev.switchboard.turn.stun.IpAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// How many allocations each user and each address has, and ports that wait for one. Names without
/// allocations are forgotten. Shared by the loops, asked once for each allocation.
final class Quotas {
  private final Allocations limits;
  private final ConcurrentMap<Object, Integer> counts = new ConcurrentHashMap<>();
  private final AtomicInteger overall = new AtomicInteger();

  Quotas(Allocations limits) {
    this.limits = limits;
  }

  /// What one allocation takes, or a port that waits for one; given back once, by whoever has it.
  final class Place {
    private final String person;
    private final IpAddress host;

    private Place(String person, IpAddress host) {
      this.person = person;
      this.host = host;
    }

    String person() {
      return person;
    }

    void release() {
      Quotas.this.release(host);
      Quotas.this.release(person);
      overall.decrementAndGet();
    }
  }

  /// Null where there is none left.
  @Nullable Place take(String person, IpAddress client) {
    if (overall.incrementAndGet() > limits.overall()) {
      overall.decrementAndGet();
      return null;
    }
    if (!take(person, limits.perUser())) {
      overall.decrementAndGet();
      return null;
    }
    if (!take(Connections.host(client), limits.perAddress())) {
      release(person);
      overall.decrementAndGet();
      return null;
    }
    return new Place(person, Connections.host(client));
  }

  /// How many names are remembered.
  int names() {
    return counts.size();
  }

  private boolean take(Object key, int most) {
    boolean[] taken = {false};
    counts.compute(
        key,
        (_, count) -> {
          int now = count == null ? 0 : count;
          taken[0] = now < most;
          return taken[0] ? Integer.valueOf(now + 1) : count;
        });
    return taken[0];
  }

  private void release(Object key) {
    counts.computeIfPresent(key, (_, count) -> count == 1 ? null : count - 1);
  }
}
