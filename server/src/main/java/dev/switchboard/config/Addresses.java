// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// The kinds of value that name IP addresses, always in figures.
final class Addresses {

  private static final String AUTO = "auto";

  private Addresses() {}

  /// Without the short forms of IPv4, without zones, and not IPv4 in the disguise of IPv6.
  static Optional<InetAddress> read(String text) {
    if (text.isEmpty() || text.indexOf('%') >= 0 || text.indexOf('[') >= 0) {
      return Optional.empty();
    }
    try {
      InetAddress address = InetAddress.ofLiteral(text);
      boolean four = address instanceof Inet4Address;
      return four && !address.getHostAddress().equals(text)
          ? Optional.empty()
          : Optional.of(address);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// Blocks such as 10.0.0.0/8, or single addresses.
  static Kind<List<String>> networks() {
    return Kind.list(
        Kind.text("", "", Addresses::isNetwork),
        "LIST",
        "addresses or networks such as 10.0.0.0/8, with commas between them");
  }

  private static boolean isNetwork(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return read(text).isPresent();
    }
    Optional<InetAddress> base = read(text.substring(0, slash));
    long most = base.filter(Inet4Address.class::isInstance).isPresent() ? 32 : 128;
    return base.isPresent() && Digits.read(text.substring(slash + 1), most).isPresent();
  }

  /// `auto`, which is none, or at most one of each family.
  static Kind<List<ExternalAddress>> external() {
    Kind<ExternalAddress> one =
        new Kind<>("", "", Addresses::readExternal, ExternalAddress::toString);
    Kind<List<ExternalAddress>> list =
        Kind.list(
            one,
            "ADDRESS",
            "auto, or an address such as 203.0.113.7 or 10.0.0.5/203.0.113.7 (local/external),"
                + " with a comma between IPv4 and IPv6");
    return new Kind<>(
        list.label(),
        list.expected(),
        text ->
            text.equals(AUTO)
                ? Optional.of(List.of())
                : list.read(text).filter(all -> !all.isEmpty() && onePerFamily(all)),
        all -> all.isEmpty() ? AUTO : list.write(all));
  }

  /// None, or two of one family.
  static Kind<List<InetAddress>> pair() {
    Kind<InetAddress> one = new Kind<>("", "", Addresses::one, InetAddress::getHostAddress);
    Kind<List<InetAddress>> list =
        Kind.list(
            one,
            "A,B",
            "two addresses of one family with a comma between them, such as"
                + " 203.0.113.7,203.0.113.8");
    return new Kind<>(
        list.label(),
        list.expected(),
        text -> list.read(text).filter(all -> all.isEmpty() || isPair(all)),
        list.writer());
  }

  private static boolean isPair(List<InetAddress> all) {
    return all.size() == 2
        && !all.getFirst().equals(all.getLast())
        && all.getFirst().getClass() == all.getLast().getClass();
  }

  private static boolean onePerFamily(List<ExternalAddress> all) {
    return all.stream().map(ExternalAddress::isV6).distinct().count() == all.size();
  }

  private static Optional<ExternalAddress> readExternal(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return one(text).map(address -> new ExternalAddress(Optional.empty(), address));
    }
    Optional<InetAddress> local = one(text.substring(0, slash));
    return one(text.substring(slash + 1))
        .filter(external -> local.filter(l -> l.getClass() == external.getClass()).isPresent())
        .map(external -> new ExternalAddress(local, external));
  }

  /// An address that one machine can have.
  private static Optional<InetAddress> one(String text) {
    return read(text)
        .filter(a -> !a.isAnyLocalAddress() && !a.isMulticastAddress() && !isBroadcast(a));
  }

  private static boolean isBroadcast(InetAddress address) {
    return address.getHostAddress().equals("255.255.255.255");
  }
}
