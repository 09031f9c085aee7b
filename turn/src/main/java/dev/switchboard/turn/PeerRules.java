// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.IpAddress;
import java.util.ArrayList;
import java.util.List;

/// Who may be reached through a relay: the public Internet, unless told otherwise. Immutable.
///
/// @param allowed reachable though it is not public; this machine's own addresses only where each
///   is named by itself, not by a network around it
/// @param denied never reachable, whatever else is said
public record PeerRules(List<Network> allowed, List<Network> denied) {
  public static final PeerRules SAFE = new PeerRules(List.of(), List.of());

  /// The address registries of IANA, and every form in which an IPv6 address carries an IPv4 one.
  private static final List<Network> NOT_PUBLIC =
      networks(
          "0.0.0.0/8", // this network; on many systems a name of loopback
          "10.0.0.0/8", // private
          "100.64.0.0/10", // behind carriers' NATs
          "127.0.0.0/8", // loopback
          "169.254.0.0/16", // link-local, where clouds keep their metadata
          "172.16.0.0/12", // private
          "192.0.0.0/24", // protocol assignments
          "192.0.2.0/24", // documentation
          "192.88.99.0/24", // 6to4 relays of old
          "192.168.0.0/16", // private
          "198.18.0.0/15", // benchmarks
          "198.51.100.0/24", // documentation
          "203.0.113.0/24", // documentation
          "224.0.0.0/4", // multicast
          "240.0.0.0/4", // reserved, and broadcast
          "::/96", // unspecified, loopback, IPv4-compatible
          "::ffff:0:0:0/96", // IPv4-translated
          "64:ff9b::/96", // NAT64
          "64:ff9b:1::/48", // NAT64 of a site
          "100::/64", // discarded
          "100:0:0:1::/64", // dummy
          "2001::/23", // protocol assignments; Teredo, benchmarks, anycast of the network's own
          "2001:db8::/32", // documentation
          "2002::/16", // 6to4
          "3fff::/20", // documentation
          "5f00::/16", // segment routing
          "fc00::/7", // private
          "fe80::/10", // link-local
          "fec0::/10", // site-local of old
          "ff00::/8"); // multicast

  /// ::ffff:0:0/96. Java reads that text as IPv4, hence in figures.
  private static final Network MAPPED = new Network(IpAddress.v6(0, 0xffff_0000_0000L), 96);

  public PeerRules {
    allowed = List.copyOf(allowed);
    denied = List.copyOf(denied);
  }

  public PeerRules allowing(String... texts) {
    List<Network> more = new ArrayList<>(allowed);
    more.addAll(networks(texts));
    return new PeerRules(more, denied);
  }

  public PeerRules denying(String... texts) {
    List<Network> more = new ArrayList<>(denied);
    more.addAll(networks(texts));
    return new PeerRules(allowed, more);
  }

  /// Whether an operator named it as reachable, or a network around it.
  boolean isNamed(IpAddress peer) {
    return !isNever(peer) && contains(allowed, peer);
  }

  /// Whether an operator named this very address as reachable.
  boolean isNamedAlone(IpAddress peer) {
    return !isNever(peer) && allowed.contains(new Network(peer, peer.isV6() ? 128 : 32));
  }

  /// Whether it is an address of the public Internet, and not denied.
  public boolean isPublic(IpAddress peer) {
    return !isNever(peer) && !contains(NOT_PUBLIC, peer);
  }

  private boolean isNever(IpAddress peer) {
    return MAPPED.contains(peer) || contains(denied, peer);
  }

  private static boolean contains(List<Network> networks, IpAddress address) {
    for (Network network : networks) {
      if (network.contains(address)) {
        return true;
      }
    }
    return false;
  }

  private static List<Network> networks(String... texts) {
    List<Network> networks = new ArrayList<>();
    for (String text : texts) {
      networks.add(Network.of(text));
    }
    return List.copyOf(networks);
  }
}
