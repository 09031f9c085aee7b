// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import java.util.List;

/// How to serve. Start from [#of] and change what differs.
///
/// @param doors where clients come in
/// @param relays at most one address of each family; a family without one is answered 440
/// @param ports what relays may take
/// @param realm of the long-term credentials; short, since every refusal carries it
/// @param limits every bound
/// @param peers who may be reached through a relay
/// @param loops how many event loops; 0 means one for each processor
/// @param mobility whether allocations may follow their clients to another address (RFC 8016)
public record TurnConfig(
    List<Door> doors,
    List<RelayAddress> relays,
    PortRange ports,
    String realm,
    TurnLimits limits,
    PeerRules peers,
    int loops,
    boolean mobility) {
  public TurnConfig {
    doors = List.copyOf(doors);
    relays = List.copyOf(relays);
    if (relays.stream().map(relay -> relay.local().family()).distinct().count() != relays.size()) {
      throw new IllegalArgumentException(
          "relay addresses: " + relays + " (expected: at most one of each family)");
    }
    if (realm.isEmpty() || realm.length() > 127) {
      throw new IllegalArgumentException("realm: " + realm + " (expected: 1 to 127 characters)");
    }
  }

  /// With mobility.
  public TurnConfig(
      List<Door> doors,
      List<RelayAddress> relays,
      PortRange ports,
      String realm,
      TurnLimits limits,
      PeerRules peers,
      int loops) {
    this(doors, relays, ports, realm, limits, peers, loops, true);
  }

  public static TurnConfig of(List<Door> doors, List<RelayAddress> relays) {
    return new TurnConfig(
        doors,
        relays,
        new PortRange(49152, 65535),
        "switchboard",
        TurnLimits.DEFAULT,
        PeerRules.SAFE,
        0);
  }

  public TurnConfig withDoors(List<Door> changed) {
    return new TurnConfig(changed, relays, ports, realm, limits, peers, loops, mobility);
  }

  public TurnConfig withPorts(PortRange changed) {
    return new TurnConfig(doors, relays, changed, realm, limits, peers, loops, mobility);
  }

  public TurnConfig withRealm(String changed) {
    return new TurnConfig(doors, relays, ports, changed, limits, peers, loops, mobility);
  }

  public TurnConfig withLimits(TurnLimits changed) {
    return new TurnConfig(doors, relays, ports, realm, changed, peers, loops, mobility);
  }

  public TurnConfig withPeers(PeerRules changed) {
    return new TurnConfig(doors, relays, ports, realm, limits, changed, loops, mobility);
  }

  public TurnConfig withLoops(int changed) {
    return new TurnConfig(doors, relays, ports, realm, limits, peers, changed, mobility);
  }

  public TurnConfig withMobility(boolean changed) {
    return new TurnConfig(doors, relays, ports, realm, limits, peers, loops, changed);
  }
}
