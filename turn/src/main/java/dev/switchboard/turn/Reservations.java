// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Ports kept for 30 seconds for the person who has the token: RFC 8656 §7.2. Each counts as an
/// allocation of that user, for it takes as much of what all share; so whoever asks for pairs only
/// to let them go runs out of their own quota, not out of everybody's ports. Shared by the loops; a
/// monitor.
final class Reservations {
  static final Duration LIFETIME = Duration.ofSeconds(30);

  /// A port that is taken, of an address of ours, and what it counts as.
  record Reserved(RelayHost host, int port, Quotas.Place place) {}

  private record Kept(Reserved reserved, long until) {}

  /// In the order in which they expire.
  private final Map<Long, Kept> kept = new LinkedHashMap<>();

  private final SecureRandom random;
  private final LongSupplier nanos;

  Reservations(SecureRandom random, LongSupplier nanos) {
    this.random = random;
    this.nanos = nanos;
  }

  /// The answer is the token.
  synchronized long keep(Reserved reserved) {
    long token = random.nextLong();
    while (kept.containsKey(token)) {
      token = random.nextLong();
    }
    kept.put(token, new Kept(reserved, nanos.getAsLong() + LIFETIME.toNanos()));
    return token;
  }

  /// What somebody has kept, which is then the caller's; null where that token is not theirs.
  synchronized @Nullable Reserved claim(long token, String person) {
    prune();
    Kept found = kept.get(token);
    if (found == null || !found.reserved().place().person().equals(person)) {
      return null;
    }
    kept.remove(token);
    return found.reserved();
  }

  /// Frees what nobody came for.
  synchronized void prune() {
    long now = nanos.getAsLong();
    for (Iterator<Kept> each = kept.values().iterator(); each.hasNext(); ) {
      Kept next = each.next();
      if (now - next.until() < 0) {
        return;
      }
      next.reserved().host().ports().release(next.reserved().port());
      next.reserved().place().release();
      each.remove();
    }
  }
}
