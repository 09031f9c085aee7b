// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.ice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.config.Turn;
import dev.switchboard.turn.Door;
import dev.switchboard.turn.stun.IpAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DoorwaysTest {
  private static final List<IpAddress> ADDRESSES =
      List.of(IpAddress.of("127.0.0.1"), IpAddress.of("10.0.0.5"), IpAddress.of("10.0.0.6"));

  private final Doorways doorways =
      new Doorways(3478, Optional.empty(), new Surroundings(ADDRESSES, Map.of()));

  private static Turn.Discovery discovery(int port, String... addresses) {
    return new Turn.Discovery(
        List.of(addresses).stream().map(InetAddress::ofLiteral).toList(), port);
  }

  @Test
  void eachAddressHasADoor() throws IOException {
    assertThat(doorways.of(ADDRESSES, discovery(3479)))
        .hasSize(3)
        .allMatch(door -> door instanceof Door.Udp && door.address().getPort() == 3478);
  }

  @Test
  void discoveryTakesTwoOfThem() throws IOException {
    assertThat(doorways.of(ADDRESSES, discovery(3479, "10.0.0.6", "10.0.0.5")))
        .containsExactly(
            new Door.Udp(at("127.0.0.1", 3478)),
            new Door.Discovery(at("10.0.0.6", 3478), at("10.0.0.5", 3479)));
  }

  private static InetSocketAddress at(String address, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(address), port);
  }

  @Test
  void whatCannotBeIsNamed() {
    assertThatThrownBy(() -> doorways.of(ADDRESSES, discovery(3479, "10.0.0.5", "10.0.0.7")))
        .hasMessage(
            "turn.discovery: 10.0.0.7 (expected: addresses of this machine: "
                + "[127.0.0.1, 10.0.0.5, 10.0.0.6])");
    assertThatThrownBy(() -> doorways.of(ADDRESSES, discovery(3478, "10.0.0.5", "10.0.0.6")))
        .hasMessage("turn.discovery-port: 3478 (expected: another port than the first)");
  }
}
