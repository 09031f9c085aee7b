// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/// The part of the schema that is about STUN and TURN. Its limits are in [LimitKeys].
public final class TurnKeys {

  static final List<Key<?>> DECLARED = new ArrayList<>();

  public static final Key<OnOff> TURN =
      key(
          "turn",
          Kind.choice("on|off", List.of(OnOff.values())),
          "on",
          "STUN and TURN on the web port, so that calls connect anywhere");

  public static final Key<List<ExternalAddress>> EXTERNAL_ADDRESS =
      key(
          "external-address",
          Addresses.external(),
          "auto",
          "the public address of this machine, where it is behind NAT");

  /// Above what Linux gives out by itself (32768 to 60999), so that no other program sits on one.
  public static final Key<Ports> PORTS =
      key("turn.ports", Ports.kind(), "61000-62999", "UDP ports that relays take; open them");

  public static final Key<String> REALM =
      key(
          "turn.realm",
          Kind.text(
              "WORD",
              "1 to 64 letters, digits, dots, hyphens and underscores",
              word -> word.matches("[A-Za-z0-9._-]{1,64}")),
          "switchboard",
          "realm of the credentials");

  public static final Key<List<String>> ALLOW_PEERS =
      key(
          "turn.allow-peers",
          Addresses.networks(),
          "",
          "addresses that relays may reach though they are not public");

  public static final Key<List<String>> DENY_PEERS =
      key(
          "turn.deny-peers",
          Addresses.networks(),
          "",
          "public addresses that relays may not reach");

  public static final Key<List<InetAddress>> DISCOVERY =
      key(
          "turn.discovery",
          Addresses.pair(),
          "",
          "two addresses of ours for NAT discovery (RFC 5780)");

  public static final Key<Integer> DISCOVERY_PORT =
      key(
          "turn.discovery-port",
          Kind.number("PORT", 1, 65_535),
          "3479",
          "second UDP port on these two addresses");

  private TurnKeys() {}

  private static <T> Key<T> key(String name, Kind<T> kind, String initial, String help) {
    return new Key<>(name, kind, initial, help, false).declaredIn(DECLARED);
  }
}
