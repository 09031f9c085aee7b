// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.natlab;

/// One router between a LAN and the Internet. For one thread.
final class Router {

  private final Host host;
  private final int side;
  private boolean moved;

  /// @param host has its ports `wan` and `lan` already
  Router(Host host, int side) {
    this.host = host;
    this.side = side;
    host.routesPackets();
    host.ip(
        """
        addr add 10.%1$d.0.1/24 dev lan
        addr add 2001:db8:%1$d::1/64 dev lan nodad
        addr add 2001:db8:203::10%1$d/64 dev wan nodad
        """
            .formatted(side));
    rebind();
  }

  Host host() {
    return host;
  }

  /// Becomes a router of that kind, which remembers nothing.
  void becomes(Nat nat) {
    host.nft(nat.rules());
    rebind();
  }

  /// Gets another address outside and forgets all mappings, as a line does that was dialled anew.
  void rebind() {
    String old = outside();
    moved = !moved;
    host.ip("addr flush dev wan to " + old + "\naddr add " + outside() + "/24 dev wan");
    host.ip("route replace default via " + Internet.SERVER);
  }

  /// Loses that part of all packets, both ways.
  void loses(int percent) {
    Shell.run(
        """
        table inet loss {
          chain pass { type filter hook forward priority -5;
            numgen random mod 100 < %d drop
          }
        }
        """
            .formatted(percent),
        host.inside("nft", "-f", "-"));
  }

  /// Its present address on the Internet.
  String outside() {
    return "203.0.113." + ((moved ? 150 : 100) + side);
  }
}
