// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.engineio;

import java.util.ArrayDeque;
import java.util.List;

/// The packets that wait for the next poll, or for the WebSocket. On the session's home loop.
final class Backlog {
  /// So much may wait before the session counts as slow.
  private static final int HIGH_WATER = 128 << 10;

  private final ArrayDeque<Packet> packets = new ArrayDeque<>();
  private int weight;

  void add(Packet packet) {
    packets.add(packet);
    weight += packet.weight();
  }

  void addFirst(Packet packet) {
    packets.addFirst(packet);
    weight += packet.weight();
  }

  boolean isEmpty() {
    return packets.isEmpty();
  }

  boolean isFull() {
    return weight >= HIGH_WATER;
  }

  List<Packet> take() {
    List<Packet> all = List.copyOf(packets);
    clear();
    return all;
  }

  void clear() {
    packets.clear();
    weight = 0;
  }
}
