// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.LongSupplier;

/// Ports kept for whoever shows the token, for 30 seconds: RFC 8656 §7.2. What expired is freed
/// when the next port is asked for. Shared by the loops; a monitor.
final class Reservations {
  static final Duration LIFETIME = Duration.ofSeconds(30);

  private record Reserved(RelayPorts ports, int port, long until) {}

  private final Map<Long, Reserved> reserved = new HashMap<>();
  private final SecureRandom random;
  private final LongSupplier nanos;

  Reservations(SecureRandom random, LongSupplier nanos) {
    this.random = random;
    this.nanos = nanos;
  }

  /// Keeps a port that is already taken; the answer is its token.
  synchronized long keep(RelayPorts ports, int port) {
    prune();
    long token = random.nextLong();
    reserved.put(token, new Reserved(ports, port, nanos.getAsLong() + LIFETIME.toNanos()));
    return token;
  }

  /// The port of a token on this address, which is then the caller's; or [RelayPorts#NONE].
  synchronized int claim(long token, RelayPorts ports) {
    prune();
    Reserved found = reserved.get(token);
    if (found == null || found.ports() != ports) {
      return RelayPorts.NONE;
    }
    reserved.remove(token);
    return found.port();
  }

  /// Frees what nobody came for.
  synchronized void prune() {
    long now = nanos.getAsLong();
    for (Iterator<Reserved> each = reserved.values().iterator(); each.hasNext(); ) {
      Reserved next = each.next();
      if (now - next.until() >= 0) {
        next.ports().release(next.port());
        each.remove();
      }
    }
  }
}
