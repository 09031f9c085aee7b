// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// The traffic of one loop, which alone writes it; any thread may read. Opaque writes cost what
/// plain ones do: a reader sees each number whole, and soon.
final class TrafficCounter {
  private static final VarHandle TO_PEERS = field("toPeers");
  private static final VarHandle TO_CLIENTS = field("toClients");
  private static final VarHandle DROPPED = field("dropped");

  private long toPeers;
  private long toClients;
  private long dropped;

  void toPeers(int bytes) {
    TO_PEERS.setOpaque(this, toPeers + bytes);
  }

  void toClients(int bytes) {
    TO_CLIENTS.setOpaque(this, toClients + bytes);
  }

  void dropped() {
    DROPPED.setOpaque(this, dropped + 1);
  }

  TurnTraffic read() {
    return new TurnTraffic(
        (long) TO_PEERS.getOpaque(this),
        (long) TO_CLIENTS.getOpaque(this),
        (long) DROPPED.getOpaque(this));
  }

  private static VarHandle field(String name) {
    try {
      return MethodHandles.lookup().findVarHandle(TrafficCounter.class, name, long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
