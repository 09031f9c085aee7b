// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.Endpoint;

/// What one allocation may move, and what it has moved. Confined to its loop.
final class Meter {
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
    return bucket.take(bytes, now) && worker.overall().take(bytes, now);
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
