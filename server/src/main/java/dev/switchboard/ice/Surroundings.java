// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.ice;

import dev.switchboard.turn.stun.IpAddress;
import dev.switchboard.turn.stun.IpAddress.Family;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The addresses of this machine, as they were when somebody looked. Immutable.
///
/// @param addresses all that a socket can be bound to, but link-local ones of IPv6, which need a
///   zone
/// @param main of each family the one from which packets to the world would leave
record Surroundings(List<IpAddress> addresses, Map<Family, IpAddress> main) {
  /// Reserved for documentation, so routed like any address far away, and never reached.
  private static final Map<Family, String> FAR_AWAY =
      Map.of(Family.IPV4, "192.0.2.1", Family.IPV6, "2001:db8::1");

  private static final int DISCARD = 9;

  Surroundings {
    addresses = List.copyOf(addresses);
    main = Map.copyOf(main);
  }

  static Surroundings look() {
    List<IpAddress> addresses = usable();
    Map<Family, IpAddress> main = new EnumMap<>(Family.class);
    for (Family family : Family.values()) {
      addresses.stream()
          .filter(address -> address.family() == family)
          .min((a, b) -> Boolean.compare(isLoopback(a), isLoopback(b)))
          .map(other -> leaving(family, other))
          .ifPresent(address -> main.put(family, address));
    }
    return new Surroundings(addresses, main);
  }

  static boolean isLoopback(IpAddress address) {
    return address.toInetAddress().isLoopbackAddress();
  }

  private static List<IpAddress> usable() {
    List<IpAddress> found = new ArrayList<>();
    try {
      for (NetworkInterface card : NetworkInterface.networkInterfaces().toList()) {
        if (card.isUp()) {
          card.inetAddresses()
              .filter(Surroundings::isUsable)
              .map(IpAddress::of)
              .forEach(found::add);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      return List.of(IpAddress.of(InetAddress.getLoopbackAddress()));
    }
    return found;
  }

  /// An address that the system is still trying out can be bound to by nobody yet.
  private static boolean isUsable(InetAddress address) {
    boolean zoned = address.isLinkLocalAddress() && address.getAddress().length > 4;
    if (zoned || address.isMulticastAddress()) {
      return false;
    }
    try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(address, 0))) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  /// Connecting a UDP socket sends nothing: it asks the routing table.
  private static IpAddress leaving(Family family, IpAddress other) {
    InetAddress target = IpAddress.of(FAR_AWAY.getOrDefault(family, "")).toInetAddress();
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(new InetSocketAddress(target, DISCARD));
      IpAddress found = IpAddress.of(socket.getLocalAddress());
      return found.isWildcard() || found.family() != family ? other : found;
    } catch (IOException | UncheckedIOException e) {
      return other;
    }
  }
}
