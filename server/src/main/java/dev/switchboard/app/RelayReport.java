// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import dev.switchboard.config.Config;
import dev.switchboard.config.Ports;
import dev.switchboard.config.TurnKeys;
import dev.switchboard.turn.PeerRules;
import dev.switchboard.turn.RelayAddress;
import dev.switchboard.turn.stun.IpAddress;
import java.util.ArrayList;
import java.util.List;

/// What the one who starts Switchboard gets to see of the relay for calls: its addresses, and what
/// to do where they cannot be right. A part of the [Banner].
///
/// Whether this machine is behind NAT nobody can tell without asking somebody else, and that is
/// never done. So a private address is a line on a laptop; it is a warning where people are told to
/// come from elsewhere.
///
/// @param relays empty where TURN is off
record RelayReport(Config config, int port, List<RelayAddress> relays) {

  /// One line.
  List<String> rows() {
    if (relays.isEmpty()) {
      return config.turn().on() ? List.of("no address to relay from") : List.of("off (turn=off)");
    }
    List<String> names = relays.stream().map(relay -> text(relay.external())).toList();
    return List.of(String.join(" and ", names) + reach());
  }

  private String reach() {
    if (isPublic()) {
      return "";
    }
    if (!config.turn().external().isEmpty()) {
      return ", as external-address says";
    }
    boolean loopback =
        relays.stream().allMatch(r -> r.external().toInetAddress().isLoopbackAddress());
    return loopback
        ? ", for this computer only"
        : ", for this network only; behind NAT set " + TurnKeys.EXTERNAL_ADDRESS.name();
  }

  private boolean isPublic() {
    return relays.stream().anyMatch(relay -> PeerRules.SAFE.isPublic(relay.external()));
  }

  /// Nothing where all may be well.
  List<String> warning() {
    List<String> lines = new ArrayList<>();
    if (!config.turn().on()) {
      return lines;
    }
    boolean invited = config.links().publicUrl().isPresent();
    if (invited && !isPublic()) {
      lines.add("Calls through the relay fail for people elsewhere: its address is not public.");
      lines.addAll(remedy());
    }
    for (RelayAddress relay : relays) {
      if (contradicts(relay)) {
        lines.add(
            "external-address says %s, but this machine itself has the public address %s."
                .formatted(text(relay.external()), text(relay.local())));
        lines.add(
            "Unless something translates the one into the other, calls through the relay fail.");
        lines.addAll(remedy());
      }
    }
    return lines;
  }

  /// A machine with a public address is hardly behind NAT.
  private static boolean contradicts(RelayAddress relay) {
    return !relay.local().equals(relay.external()) && PeerRules.SAFE.isPublic(relay.local());
  }

  private List<String> remedy() {
    Ports ports = config.turn().ports();
    return List.of(
        "Set the address that the world sees, for instance:",
        "  --" + TurnKeys.EXTERNAL_ADDRESS.name() + "=203.0.113.7",
        "and let these ports through to this machine:",
        "  TCP and UDP %d, UDP %s".formatted(port, ports),
        "");
  }

  private static String text(IpAddress address) {
    return LanAddresses.text(address.toInetAddress());
  }
}
