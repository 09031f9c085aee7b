// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.ice;

import dev.switchboard.config.Turn;
import dev.switchboard.turn.Door;
import dev.switchboard.turn.DtlsKeys;
import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.IpAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where clients come in over UDP: one door on each address, or one for the two that discovery
/// takes, which has a second port on both. Immutable.
record Doorways(int port, Optional<DtlsKeys> dtls, Surroundings here) {

  /// Throws [IOException] with a message for people where the settings do not fit this machine.
  List<Door> of(List<IpAddress> addresses, Turn.Discovery discovery) throws IOException {
    List<IpAddress> two = discovery.addresses().stream().map(IpAddress::of).toList();
    List<Door> doors = new ArrayList<>();
    for (IpAddress address : addresses) {
      if (!two.contains(address)) {
        doors.add(new Door.Udp(new Endpoint(address, port).toSocketAddress(), dtls));
      }
    }
    if (!two.isEmpty()) {
      doors.add(door(two.getFirst(), two.getLast(), discovery.port()));
    }
    return doors;
  }

  private Door door(IpAddress first, IpAddress second, int secondPort) throws IOException {
    for (IpAddress each : List.of(first, second)) {
      if (!here.addresses().contains(each) && !Surroundings.isLoopback(each)) {
        throw new IOException(
            "turn.discovery: %s (expected: addresses of this machine: %s)"
                .formatted(each, here.addresses()));
      }
    }
    if (secondPort == port) {
      throw new IOException(
          "turn.discovery-port: %d (expected: another port than the first)".formatted(port));
    }
    return new Door.Discovery(
        new Endpoint(first, port).toSocketAddress(),
        new Endpoint(second, secondPort).toSocketAddress(),
        dtls);
  }
}
