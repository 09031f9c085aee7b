// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

/// The ports that relays may take, both ends included.
public record PortRange(int first, int last) {
  public PortRange {
    if (first < 1024 || last > 0xffff || first > last) {
      throw new IllegalArgumentException(
          "relay ports: " + first + "-" + last + " (expected: first-last within 1024-65535)");
    }
  }

  public int size() {
    return last - first + 1;
  }

  public boolean contains(int port) {
    return port >= first && port <= last;
  }
}
