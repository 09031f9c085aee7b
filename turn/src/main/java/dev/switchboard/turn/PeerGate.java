// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.IpAddress;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Decides about peers, knowing the rules and this machine. Immutable; any thread may ask.
final class PeerGate {

  /// How far a peer may be reached.
  enum Reach {
    ALL,
    /// The address is this server's: only ports that are relays, so that two clients of one server
    /// find each other, and nothing else that listens here.
    RELAYS,
    NONE
  }

  private final PeerRules rules;
  private final Set<IpAddress> own;
  private final Set<IpAddress> relays = new HashSet<>();

  PeerGate(PeerRules rules, List<RelayAddress> relays, Set<IpAddress> own) {
    this.rules = rules;
    this.own = Set.copyOf(own);
    for (RelayAddress relay : relays) {
      this.relays.add(relay.local());
      this.relays.add(relay.external());
    }
  }

  Reach reach(IpAddress peer) {
    if (rules.isNamedAlone(peer)) {
      return Reach.ALL;
    }
    if (relays.contains(peer)) {
      return Reach.RELAYS;
    }
    return !own.contains(peer) && (rules.isNamed(peer) || rules.isPublic(peer))
        ? Reach.ALL
        : Reach.NONE;
  }

  /// The addresses of this machine, and the broadcast addresses of its networks.
  static Set<IpAddress> ofThisMachine() {
    Set<IpAddress> found = new HashSet<>();
    try {
      for (NetworkInterface card : NetworkInterface.networkInterfaces().toList()) {
        for (InterfaceAddress address : card.getInterfaceAddresses()) {
          found.add(IpAddress.of(address.getAddress()));
          InetAddress broadcast = address.getBroadcast();
          if (broadcast != null) {
            found.add(IpAddress.of(broadcast));
          }
        }
      }
    } catch (SocketException e) {
      throw new IllegalStateException("cannot list this machine's addresses", e);
    }
    return found;
  }
}
