// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.ice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.config.ExternalAddress;
import dev.switchboard.turn.RelayAddress;
import dev.switchboard.turn.stun.IpAddress;
import dev.switchboard.turn.stun.IpAddress.Family;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PlacementTest {
  private static final IpAddress LAN = IpAddress.of("10.0.0.5");
  private static final IpAddress BRIDGE = IpAddress.of("172.17.0.1");
  private static final IpAddress LAN_V6 = IpAddress.of("fd00::5");
  private static final IpAddress LOOPBACK = IpAddress.of("127.0.0.1");
  private static final IpAddress LOOPBACK_V6 = IpAddress.of("::1");
  private static final IpAddress WORLD = IpAddress.of("203.0.113.7");

  private static final Surroundings SERVER =
      new Surroundings(
          List.of(LOOPBACK, LOOPBACK_V6, LAN, BRIDGE, LAN_V6),
          Map.of(Family.IPV4, LAN, Family.IPV6, LAN_V6));
  private static final Surroundings NO_V6 =
      new Surroundings(
          List.of(LOOPBACK, LOOPBACK_V6, LAN), Map.of(Family.IPV4, LAN, Family.IPV6, LOOPBACK_V6));

  @Test
  void everyAddressIsADoorAndTheMainOnesRelay() throws IOException {
    Placement placement = Placement.of("0.0.0.0", List.of(), SERVER);
    assertThat(placement.doors()).isEqualTo(SERVER.addresses());
    assertThat(placement.relays()).containsExactly(RelayAddress.of(LAN), RelayAddress.of(LAN_V6));
  }

  @Test
  void oneHostIsOneDoorAndOneRelay() throws IOException {
    Placement placement = Placement.of("172.17.0.1", List.of(), SERVER);
    assertThat(placement.doors()).containsExactly(BRIDGE);
    assertThat(placement.relays()).containsExactly(RelayAddress.of(BRIDGE));
  }

  @Test
  void loopbackRelaysOnlyWhereThereIsNothingElse() throws IOException {
    assertThat(Placement.of("::", List.of(), NO_V6).relays()).containsExactly(RelayAddress.of(LAN));
    Surroundings alone = new Surroundings(List.of(LOOPBACK), Map.of(Family.IPV4, LOOPBACK));
    assertThat(Placement.of("0.0.0.0", List.of(), alone).relays())
        .containsExactly(RelayAddress.of(LOOPBACK));
  }

  @Test
  void behindNatTheMainAddressStandsForTheExternalOne() throws IOException {
    assertThat(Placement.of("0.0.0.0", List.of(told("203.0.113.7")), NO_V6).relays())
        .containsExactly(new RelayAddress(LAN, WORLD));
    assertThat(Placement.of("172.17.0.1", List.of(told("203.0.113.7")), SERVER).relays())
        .containsExactly(new RelayAddress(BRIDGE, WORLD));
  }

  @Test
  void orTheOneThatIsNamed() throws IOException {
    var pair = new ExternalAddress(Optional.of(BRIDGE.toInetAddress()), WORLD.toInetAddress());
    assertThat(Placement.of("0.0.0.0", List.of(pair), SERVER).relays())
        .containsExactly(new RelayAddress(BRIDGE, WORLD), RelayAddress.of(LAN_V6));
  }

  @Test
  void anExternalAddressOfThisMachineNeedsNoOther() throws IOException {
    assertThat(Placement.of("0.0.0.0", List.of(told("172.17.0.1")), SERVER).relays())
        .contains(RelayAddress.of(BRIDGE));
  }

  @Test
  void aPairThatIsNotOursIsRefused() {
    var pair = new ExternalAddress(Optional.of(WORLD.toInetAddress()), WORLD.toInetAddress());
    assertThatThrownBy(() -> Placement.of("0.0.0.0", List.of(pair), NO_V6))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "external-address: 203.0.113.7/203.0.113.7 (expected: before the slash an address of"
                + " this machine: [127.0.0.1, 0:0:0:0:0:0:0:1, 10.0.0.5])");
  }

  @Test
  void whatThisMachineHasCanBeBoundTo() {
    Surroundings here = Surroundings.look();
    assertThat(here.addresses()).contains(LOOPBACK);
    assertThat(here.addresses()).containsAll(here.main().values());
    assertThat(here.main()).containsKey(Family.IPV4);
  }

  private static ExternalAddress told(String address) {
    return new ExternalAddress(Optional.empty(), InetAddress.ofLiteral(address));
  }
}
