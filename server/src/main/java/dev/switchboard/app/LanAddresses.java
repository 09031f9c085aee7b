// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The addresses under which other machines nearby may reach this one.
final class LanAddresses {

  /// Networks between containers or virtual machines, which no other machine is part of.
  private static final List<String> INNER =
      List.of(
          "docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "podman", "cni", "flannel", "cali",
          "kube", "lxc", "lxd");

  /// The first run of zeros, which `::` may stand for once in an address (RFC 5952).
  private static final Pattern ZEROS = Pattern.compile("(^|:)0(:0)+(:|$)");

  private LanAddresses() {}

  /// An address and the interface it belongs to.
  record Candidate(String network, InetAddress address) {}

  /// Those of this machine; none where it will not say.
  static List<InetAddress> find() {
    List<Candidate> candidates = new ArrayList<>();
    try {
      NetworkInterface.networkInterfaces()
          .filter(LanAddresses::isUp)
          .forEach(network ->
              network
                  .inetAddresses()
                  .forEach(address -> candidates.add(new Candidate(network.getName(), address))));
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
    return choose(candidates);
  }

  /// How an address is written in a URL, short and without the interface it belongs to.
  static String text(InetAddress address) {
    String text = address.getHostAddress();
    int scope = text.indexOf('%');
    String plain = scope < 0 ? text : text.substring(0, scope);
    return address instanceof Inet4Address ? plain : ZEROS.matcher(plain).replaceFirst("::");
  }

  /// IPv4 first, for it is shorter to type; of the many IPv6 addresses of an interface one.
  static List<InetAddress> choose(List<Candidate> candidates) {
    Set<String> withIpv6 = new HashSet<>();
    return candidates.stream()
        .filter(LanAddresses::isReachable)
        .filter(c -> c.address() instanceof Inet4Address || withIpv6.add(c.network()))
        .map(Candidate::address)
        .sorted(Comparator.comparing(address -> !(address instanceof Inet4Address)))
        .toList();
  }

  private static boolean isReachable(Candidate candidate) {
    InetAddress address = candidate.address();
    return INNER.stream().noneMatch(candidate.network()::startsWith)
        && !address.isLoopbackAddress()
        && !address.isLinkLocalAddress()
        && !address.isAnyLocalAddress()
        && !address.isMulticastAddress();
  }

  private static boolean isUp(NetworkInterface network) {
    try {
      return network.isUp() && !network.isLoopback();
    } catch (IOException e) {
      return false;
    }
  }
}
