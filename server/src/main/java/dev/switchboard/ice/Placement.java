// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.ice;

import dev.switchboard.config.ExternalAddress;
import dev.switchboard.turn.RelayAddress;
import dev.switchboard.turn.stun.IpAddress;
import dev.switchboard.turn.stun.IpAddress.Family;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where the TURN server stands: the addresses it answers on, and those it relays from. Immutable.
///
/// An answer must leave from the address that was asked, or the client drops it. So each address
/// has sockets of its own, which also keeps apart a client that asks two of them.
///
/// @param doors one UDP port is opened on each
/// @param relays one of each family that is served
record Placement(List<IpAddress> doors, List<RelayAddress> relays) {
  /// A machine with more addresses has them for another purpose.
  private static final int MOST_DOORS = 64;

  Placement {
    doors = List.copyOf(doors);
    relays = List.copyOf(relays);
  }

  /// Throws [IOException] with a message for people where the settings do not fit this machine.
  static Placement of(String host, List<ExternalAddress> external, Surroundings here)
      throws IOException {
    InetAddress asked = InetAddress.getByName(host);
    List<IpAddress> doors =
        asked.isAnyLocalAddress()
            ? here.addresses().stream().limit(MOST_DOORS).toList()
            : List.of(IpAddress.of(asked));
    List<RelayAddress> relays = new ArrayList<>();
    for (Family family : Family.values()) {
      Optional<ExternalAddress> told =
          external.stream().filter(e -> e.isV6() == (family == Family.IPV6)).findFirst();
      Optional<IpAddress> main =
          asked.isAnyLocalAddress()
              ? Optional.ofNullable(here.main().get(family))
              : doors.stream().filter(door -> door.family() == family).findFirst();
      if (told.isPresent()) {
        relays.add(translated(told.get(), main, here));
      } else {
        main.map(RelayAddress::of).ifPresent(relays::add);
      }
    }
    return new Placement(doors, withoutNeedlessLoopback(relays));
  }

  private static RelayAddress translated(
      ExternalAddress told, Optional<IpAddress> main, Surroundings here) throws IOException {
    IpAddress external = IpAddress.of(told.external());
    if (told.local().isPresent()) {
      IpAddress local = IpAddress.of(told.local().get());
      if (!here.addresses().contains(local)) {
        throw new IOException(
            "external-address: %s (expected: before the slash an address of this machine: %s)"
                .formatted(told, here.addresses()));
      }
      return new RelayAddress(local, external);
    }
    if (here.addresses().contains(external)) {
      return RelayAddress.of(external);
    }
    if (main.isEmpty()) {
      throw new IOException(
          "external-address: %s (expected: of the family of an address of this machine: %s)"
              .formatted(told, here.addresses()));
    }
    return new RelayAddress(main.get(), external);
  }

  /// Where others can reach one family, nobody wants a relay that only this machine can reach.
  private static List<RelayAddress> withoutNeedlessLoopback(List<RelayAddress> relays) {
    boolean reachable = relays.stream().anyMatch(r -> !Surroundings.isLoopback(r.external()));
    return relays.stream()
        .filter(r -> !reachable || !Surroundings.isLoopback(r.external()))
        .toList();
  }
}
