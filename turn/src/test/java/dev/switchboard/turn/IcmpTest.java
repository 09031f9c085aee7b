// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.turn.stun.AdditionalAddressFamily;
import dev.switchboard.turn.stun.Draft;
import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.Icmp;
import dev.switchboard.turn.stun.StunAttribute;
import dev.switchboard.turn.stun.StunClass;
import dev.switchboard.turn.stun.StunMessage;
import dev.switchboard.turn.stun.StunMethod;
import dev.switchboard.turn.stun.StunReader;
import dev.switchboard.turn.stun.StunWriter;
import dev.switchboard.turn.stun.TransactionId;
import dev.switchboard.turn.stun.XorPeerAddress;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which ICMP errors a client hears of, and what: RFC 8656 §11.5. What Linux tells, and when, is in
/// [PathTest].
final class IcmpTest {
  private static final Endpoint CLIENT = RelayTest.at("127.0.0.7", 50_000);
  private static final Endpoint V4 = RelayTest.at("127.0.0.8", 9);
  private static final Endpoint V6 = RelayTest.at("::1", 9);

  private final FuzzClient client = new FuzzClient(CLIENT, "lab", 1, new Random(1));
  private FuzzWorld world;
  private int transaction;

  @BeforeEach
  void open() throws IOException {
    world = new FuzzWorld(new Random(1));
    StunAttribute[] both = TestClient.withTransport(new AdditionalAddressFamily(2));
    say(StunMethod.ALLOCATE, both);
    say(StunMethod.ALLOCATE, both);
    assertThat(client.relays).hasSize(2);
    say(StunMethod.CREATE_PERMISSION, new XorPeerAddress(V4), new XorPeerAddress(V6));
  }

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @CsvSource({
    "false, 3, 1, 0", // host unreachable
    "false, 3, 4, 1400", // too big, with the MTU
    "false, 11, 0, 0", // time exceeded
    "true, 1, 4, 0", // port unreachable
    "true, 2, 0, 1280", // too big
    "true, 3, 0, 0", // time exceeded
  })
  void whatConcernsAPeerIsTold(boolean v6, int type, int code, int mtu) {
    fail(v6 ? V6 : V4, type, code, 1400 - (v6 ? 120 : 0));
    assertThat(world.sent).isEqualTo(1);
    assertThat(world.sentTo).isEqualTo(CLIENT);
    byte[] bytes = Arrays.copyOf(world.sentBytes, world.sentLength);
    StunMessage told = StunReader.read(bytes, bytes.length).message();
    assertThat(told.kind()).isEqualTo(StunClass.INDICATION);
    assertThat(told.method()).isEqualTo(StunMethod.DATA);
    assertThat(told.attributes())
        .containsExactly(new XorPeerAddress(v6 ? V6 : V4), new Icmp(type, code, mtu));
  }

  @ParameterizedTest
  @CsvSource({"false, 4", "false, 5", "false, 12", "true, 4", "true, 137"})
  void otherTypesAreNot(boolean v6, int type) {
    fail(v6 ? V6 : V4, type, 0, 0);
    assertThat(world.sent).isZero();
  }

  @Test
  void norWhatConcernsSomebodyWithoutPermission() {
    fail(RelayTest.at("127.0.0.9", 9), 3, 1, 0);
    assertThat(world.sent).isZero();
    world.pass(301_000_000_000L);
    fail(V4, 3, 1, 0);
    assertThat(world.sent).as("the permission is over").isZero();
  }

  private void fail(Endpoint peer, int type, int code, int data) {
    Endpoint relay =
        client.relays.stream()
            .filter(each -> each.ip().isV6() == peer.ip().isV6())
            .findFirst()
            .orElseThrow();
    world.sent = 0;
    world
        .sockets
        .open
        .get(relay)
        .receiver
        .failed(peer.ip().high(), peer.ip().low(), peer.port(), type, code, data);
  }

  private void say(StunMethod method, StunAttribute... what) {
    StunWriter writer = new StunWriter(256);
    writer.begin(StunClass.REQUEST, method, new TransactionId(1, ++transaction));
    writer.add(List.of(what));
    byte[] bytes = client.signed(Draft.of(Arrays.copyOf(writer.bytes(), writer.length())));
    world.arrive(FuzzWorld.DOOR, bytes, bytes.length, CLIENT);
    client.hear(world.sentBytes, world.sentLength);
  }
}
