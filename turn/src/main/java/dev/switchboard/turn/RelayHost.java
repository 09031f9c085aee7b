// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.IpAddress;

/// An address to relay from, and which of its ports are taken: those of TCP are others than those
/// of UDP, since what listens on one need not be ours on the other. Shared by the loops.
record RelayHost(RelayAddress address, RelayPorts ports, RelayPorts tcpPorts) {
  RelayHost(RelayAddress address, RelayPorts ports) {
    this(address, ports, ports.another());
  }

  /// Whether these are its local address, which differs from what clients know.
  boolean isTranslatedLocal(long high, long low) {
    return isTranslated() && is(address.local(), high, low);
  }

  boolean isTranslatedExternal(long high, long low) {
    return isTranslated() && is(address.external(), high, low);
  }

  private boolean isTranslated() {
    return !address.local().equals(address.external());
  }

  private static boolean is(IpAddress ip, long high, long low) {
    return ip.low() == low && ip.high() == high;
  }
}
