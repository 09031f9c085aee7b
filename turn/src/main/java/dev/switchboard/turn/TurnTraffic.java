// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

/// What a server has relayed since its start, allocations that still live included.
///
/// @param toPeers bytes of payload relayed to peers
/// @param toClients bytes of payload relayed to clients
/// @param dropped packets of either way that a limit or a missing permission stopped
public record TurnTraffic(long toPeers, long toClients, long dropped) {
  public static final TurnTraffic NONE = new TurnTraffic(0, 0, 0);

  TurnTraffic plus(TurnTraffic more) {
    return new TurnTraffic(
        toPeers + more.toPeers, toClients + more.toClients, dropped + more.dropped);
  }
}
