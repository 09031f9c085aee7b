// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.TransactionId;
import java.security.SecureRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// The connections with peers that wait for a ConnectionBind, by number, and how many each client's
/// address has. Shared by the loops: the client's own connection may live on another one.
final class PendingPeers {
  private final ConcurrentMap<Integer, PeerConnection> waiting = new ConcurrentHashMap<>();
  private final SecureRandom random;
  private final Connections perClient;

  /// @param most connections with peers for each address of clients
  PendingPeers(SecureRandom random, int most) {
    this.random = random;
    this.perClient = new Connections(most);
  }

  Connections perClient() {
    return perClient;
  }

  /// Drawn at random: who guesses still needs the owner's password.
  int add(PeerConnection connection) {
    while (true) {
      int id = random.nextInt();
      if (waiting.putIfAbsent(id, connection) == null) {
        return id;
      }
    }
  }

  /// For an indication.
  TransactionId transaction() {
    return TransactionId.random(random);
  }

  @Nullable PeerConnection find(int id) {
    return waiting.get(id);
  }

  /// True for one caller alone, whose the connection then is.
  boolean claim(int id, PeerConnection connection) {
    return waiting.remove(id, connection);
  }
}
