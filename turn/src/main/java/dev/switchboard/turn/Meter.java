// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.Endpoint;

/// What one allocation may move, and what it has moved. Confined to its loop.
final class Meter {
  /// A packet costs at least its headers, so that those without payload are bounded as well.
  private static final int LEAST = 28;

  private final Worker worker;
  private final Bucket bucket;
  private long toPeers;
  private long toClient;
  private long dropped;

  Meter(Worker worker) {
    this.worker = worker;
    this.bucket = new Bucket(worker.limits().perAllocation().bytesPerSecond(), worker.now());
  }

  /// Takes so many bytes from what the allocation and all together may move, where both have them.
  boolean mayMove(int bytes, long now) {
    int cost = Math.max(bytes, LEAST);
    return bucket.take(cost, now) && worker.overall().take(cost, now);
  }

  void toPeer(int bytes) {
    toPeers += bytes;
    worker.traffic().toPeers(bytes);
  }

  void toClient(int bytes) {
    toClient += bytes;
    worker.traffic().toClients(bytes);
  }

  void drop() {
    dropped++;
    worker.traffic().dropped();
  }

  /// Counts what a TCP relay has moved. What exceeds the limits has to wait: so many nanoseconds.
  long charge(int bytes, boolean toPeer) {
    if (toPeer) {
      toPeer(bytes);
    } else {
      toClient(bytes);
    }
    long now = worker.now();
    return Math.max(bucket.borrow(bytes, now), worker.overall().borrow(bytes, now));
  }

  TurnEvent released(String username, Endpoint client) {
    return new TurnEvent.Released(username, client, toPeers, toClient, dropped);
  }
}
