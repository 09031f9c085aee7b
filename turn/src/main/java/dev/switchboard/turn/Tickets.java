// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.MobilityTicket;
import dev.switchboard.turn.stun.Opaque;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// The allocations that may follow their client to another 5-tuple (RFC 8016), by what the client
/// has to show. A ticket is 18 random bytes and says nothing; there are at most two for each
/// allocation. Shared by the loops.
final class Tickets {
  private static final int BYTES = 18;

  private final ConcurrentMap<Opaque, Allocation> holders = new ConcurrentHashMap<>();
  private final SecureRandom random;

  Tickets(SecureRandom random) {
    this.random = random;
  }

  MobilityTicket draw() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    // In letters: coturn's client takes it for a string, which a zero byte would end.
    return new MobilityTicket(Opaque.copyOf(Base64.getUrlEncoder().encode(bytes)));
  }

  void register(MobilityTicket ticket, Allocation allocation) {
    holders.put(ticket.value(), allocation);
  }

  void revoke(MobilityTicket ticket) {
    holders.remove(ticket.value());
  }

  @Nullable Allocation find(MobilityTicket ticket) {
    return holders.get(ticket.value());
  }

  int size() {
    return holders.size();
  }
}
