// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.turn.stun.AdditionalAddressFamily;
import dev.switchboard.turn.stun.Draft;
import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.EvenPort;
import dev.switchboard.turn.stun.RequestedTransport;
import dev.switchboard.turn.stun.ReservationToken;
import dev.switchboard.turn.stun.StunAttribute;
import dev.switchboard.turn.stun.StunClass;
import dev.switchboard.turn.stun.StunMethod;
import dev.switchboard.turn.stun.StunWriter;
import dev.switchboard.turn.stun.TransactionId;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A fault while an allocation is made gives back what it has taken by then.
final class OpeningTest {
  private static final Endpoint ADDRESS = RelayTest.at("127.0.0.7", 50_000);

  private final FuzzClient client = new FuzzClient(ADDRESS, "lab", 1, new Random(1));
  private FuzzWorld world;
  private int transaction;

  @BeforeEach
  void open() throws IOException {
    world = new FuzzWorld(new Random(1));
    allocate();
    assertThat(client.relays).as("the first answer is a nonce").isEmpty();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aFaultAtTheFirstRelayLeavesNothing() {
    world.sockets.fault = 1;
    assertFault();
    assertThat(world.remains(List.of(ADDRESS))).isEmpty();
  }

  @Test
  void aFaultAtTheSecondRelayLeavesNothing() {
    world.sockets.fault = 2;
    assertFault(new AdditionalAddressFamily(2));
    world.turn();
    assertThat(world.remains(List.of(ADDRESS))).isEmpty();
  }

  @Test
  void aFaultAtAPairOfPortsLeavesNothing() {
    world.sockets.fault = 1;
    assertFault(new EvenPort(true));
    assertThat(world.remains(List.of(ADDRESS))).isEmpty();
  }

  @Test
  void aFaultAtAReservedPortLeavesTheAllocationBesideIt() {
    allocate(new EvenPort(true));
    assertThat(client.relays).hasSize(1);
    FuzzClient second = new FuzzClient(RelayTest.at("127.0.0.7", 50_001), "lab", 1, new Random(1));
    say(second, new RequestedTransport(RequestedTransport.UDP));
    world.sockets.fault = 1;
    assertThatThrownBy(() -> say(second, transport(new ReservationToken(client.token()))))
        .hasMessage("a fault");
    assertThat(world.sockets.open).hasSize(3);
    world.goQuiet();
    assertThat(world.remains(List.of(ADDRESS))).isEmpty();
  }

  private void assertFault(StunAttribute... more) {
    assertThatThrownBy(() -> allocate(more)).hasMessage("a fault");
  }

  private void allocate(StunAttribute... more) {
    say(client, transport(more));
  }

  private static StunAttribute[] transport(StunAttribute... more) {
    return TestClient.withTransport(more);
  }

  private void say(FuzzClient who, StunAttribute... what) {
    StunWriter writer = new StunWriter(256);
    writer.begin(StunClass.REQUEST, StunMethod.ALLOCATE, new TransactionId(1, ++transaction));
    writer.add(List.of(what));
    byte[] bytes = who.signed(Draft.of(Arrays.copyOf(writer.bytes(), writer.length())));
    world.arrive(FuzzWorld.DOOR, bytes, bytes.length, who.address);
    who.hear(world.sentBytes, world.sentLength);
  }
}
