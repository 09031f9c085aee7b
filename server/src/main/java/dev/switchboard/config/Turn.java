// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/// What the STUN and TURN server does.
///
/// @param external empty where the machine's own addresses are to be found and taken
/// @param ports what relays take
/// @param allowPeers networks that relays may reach though they are not public
/// @param denyPeers networks that they may not reach though they are
/// @param discovery for clients that ask what kind of NAT is in front of them
public record Turn(
    boolean on,
    List<ExternalAddress> external,
    Ports ports,
    String realm,
    List<String> allowPeers,
    List<String> denyPeers,
    Discovery discovery,
    Bounds bounds) {

  public Turn {
    TurnKeys.EXTERNAL_ADDRESS.check(external);
    TurnKeys.PORTS.check(ports);
    TurnKeys.REALM.check(realm);
    TurnKeys.ALLOW_PEERS.check(allowPeers);
    TurnKeys.DENY_PEERS.check(denyPeers);
    external = List.copyOf(external);
    allowPeers = List.copyOf(allowPeers);
    denyPeers = List.copyOf(denyPeers);
  }

  /// NAT behaviour discovery, RFC 5780.
  ///
  /// @param addresses empty where there is none; else two of one family, both of this machine
  /// @param port the second one on each of them
  public record Discovery(List<InetAddress> addresses, int port) {

    public Discovery {
      TurnKeys.DISCOVERY.check(addresses);
      TurnKeys.DISCOVERY_PORT.check(port);
      addresses = List.copyOf(addresses);
    }
  }

  /// What strangers may make it hold and move.
  ///
  /// @param bytesPerSecond all relays together, both ways added up
  /// @param challenges answers a second to one address that has shown no credentials
  /// @param connections TCP and TLS connections of one address that speak TURN; and as many of DTLS
  /// @param tcpRelays connections of TCP relays with peers
  public record Bounds(
      Allocations allocations,
      PerAllocation perAllocation,
      int bytesPerSecond,
      int challenges,
      int connections,
      TcpRelays tcpRelays) {

    public Bounds {
      LimitKeys.TURN_BYTES.check(bytesPerSecond);
      LimitKeys.TURN_CHALLENGES.check(challenges);
      LimitKeys.TURN_CONNECTIONS.check(connections);
    }
  }

  /// Allocations at once.
  public record Allocations(int perUser, int perAddress, int overall) {

    public Allocations {
      LimitKeys.TURN_ALLOCATIONS_PER_USER.check(perUser);
      LimitKeys.TURN_ALLOCATIONS_PER_ADDRESS.check(perAddress);
      LimitKeys.TURN_ALLOCATIONS.check(overall);
    }
  }

  /// What one allocation may hold and move.
  public record PerAllocation(
      int permissions, int channels, int bytesPerSecond, Duration lifetime) {

    public PerAllocation {
      LimitKeys.TURN_PERMISSIONS.check(permissions);
      LimitKeys.TURN_CHANNELS.check(channels);
      LimitKeys.TURN_ALLOCATION_BYTES.check(bytesPerSecond);
      LimitKeys.TURN_LIFETIME.check(lifetime);
    }
  }

  /// Connections of TCP relays with peers.
  ///
  /// @param perRelay 0 where there are no TCP relays
  /// @param unbound those of one relay that its client has not taken up yet
  /// @param perAddress for all relays of one address of clients
  public record TcpRelays(int perRelay, int unbound, int perAddress) {

    public TcpRelays {
      LimitKeys.TURN_TCP_CONNECTIONS.check(perRelay);
      LimitKeys.TURN_TCP_UNBOUND.check(unbound);
      LimitKeys.TURN_TCP_CONNECTIONS_PER_ADDRESS.check(perAddress);
    }

    private static TcpRelays from(Settings settings) {
      return new TcpRelays(
          settings.get(LimitKeys.TURN_TCP_CONNECTIONS),
          settings.get(LimitKeys.TURN_TCP_UNBOUND),
          settings.get(LimitKeys.TURN_TCP_CONNECTIONS_PER_ADDRESS));
    }
  }

  static Turn from(Settings settings) {
    return new Turn(
        settings.get(TurnKeys.TURN) == OnOff.ON,
        settings.get(TurnKeys.EXTERNAL_ADDRESS),
        settings.get(TurnKeys.PORTS),
        settings.get(TurnKeys.REALM),
        settings.get(TurnKeys.ALLOW_PEERS),
        settings.get(TurnKeys.DENY_PEERS),
        new Discovery(settings.get(TurnKeys.DISCOVERY), settings.get(TurnKeys.DISCOVERY_PORT)),
        new Bounds(
            new Allocations(
                settings.get(LimitKeys.TURN_ALLOCATIONS_PER_USER),
                settings.get(LimitKeys.TURN_ALLOCATIONS_PER_ADDRESS),
                settings.get(LimitKeys.TURN_ALLOCATIONS)),
            new PerAllocation(
                settings.get(LimitKeys.TURN_PERMISSIONS),
                settings.get(LimitKeys.TURN_CHANNELS),
                settings.get(LimitKeys.TURN_ALLOCATION_BYTES),
                settings.get(LimitKeys.TURN_LIFETIME)),
            settings.get(LimitKeys.TURN_BYTES),
            settings.get(LimitKeys.TURN_CHALLENGES),
            settings.get(LimitKeys.TURN_CONNECTIONS),
            TcpRelays.from(settings)));
  }
}
