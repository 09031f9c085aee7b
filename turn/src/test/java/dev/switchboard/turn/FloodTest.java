// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.turn.TurnLimits.Allocations;
import dev.switchboard.turn.TurnLimits.PerAllocation;
import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.EvenPort;
import dev.switchboard.turn.stun.IpAddress;
import dev.switchboard.turn.stun.Lifetime;
import dev.switchboard.turn.stun.ReservationToken;
import dev.switchboard.turn.stun.StunAttribute;
import dev.switchboard.turn.stun.StunClass;
import dev.switchboard.turn.stun.StunMessage;
import dev.switchboard.turn.stun.StunMethod;
import dev.switchboard.turn.stun.StunWriter;
import dev.switchboard.turn.stun.TransactionId;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Quotas, and what a stranger can make the server do.
@ParameterizedClass
@EnumSource(TurnTransport.class)
final class FloodTest {
  @Parameter private TurnTransport transport;
  private static final PerAllocation EACH = TurnLimits.DEFAULT.perAllocation();

  private static TurnConfig with(Allocations allocations, PerAllocation each, int challenges) {
    return Lab.config()
        .withLoops(1)
        .withLimits(new TurnLimits(allocations, each, 1L << 30, challenges, 2));
  }

  @Test
  void theQuotaOfAUserIs486() throws IOException {
    try (Lab lab = Lab.open(with(new Allocations(2, 10, 10), EACH, 100), transport)) {
      TestClient first = lab.client();
      first.allocate();
      lab.client().allocate();
      assertThat(allocate(lab.client())).isEqualTo(486);
      TestClient other = lab.client();
      other.user = "lab-other";
      assertThat(allocate(other)).isZero();
      TestClient.require(first.request(StunMethod.REFRESH, new Lifetime(0)));
      assertThat(allocate(lab.client())).as("after one was freed").isZero();
    }
  }

  /// A name that expires is another one with each credential.
  @Test
  void theQuotaOfAUserCountsAllTheirCredentials() throws IOException {
    try (Lab lab = Lab.open(with(new Allocations(2, 10, 10), EACH, 100), transport)) {
      assertThat(allocate(bob(lab, 60))).isZero();
      assertThat(allocate(bob(lab, 61))).isZero();
      assertThat(allocate(bob(lab, 62))).isEqualTo(486);
    }
  }

  private static TestClient bob(Lab lab, int seconds) throws IOException {
    var credential = Lab.EXPIRING.mint("bob", Instant.now().plusSeconds(seconds));
    TestClient client = lab.client();
    client.user = credential.username();
    client.password = credential.password();
    return client;
  }

  @Test
  void aReservedPortCountsForItsUserUntilItIsUsedOrExpires() throws IOException {
    try (Lab lab = Lab.open(with(new Allocations(2, 10, 10), EACH, 100), transport)) {
      TestClient first = lab.client();
      StunAttribute token = pair(first).first(ReservationToken.class).orElseThrow();
      assertThat(allocate(lab.client())).as("one lives, one is reserved").isEqualTo(486);
      TestClient other = lab.client();
      other.user = "lab-other";
      assertThat(allocate(other, token)).as("the token of another").isEqualTo(508);
      TestClient second = lab.client();
      assertThat(allocate(second, token)).isZero();
      TestClient.require(second.request(StunMethod.REFRESH, new Lifetime(0)));
      assertThat(TestClient.code(pair(second))).as("one of two is left").isEqualTo(486);
      TestClient.require(first.request(StunMethod.REFRESH, new Lifetime(0)));
      TestClient.require(pair(first));
      TestClient.require(first.request(StunMethod.REFRESH, new Lifetime(0)));
      assertThat(TestClient.code(pair(first))).as("let go, but reserved").isEqualTo(486);
      lab.pass(31);
      TestClient.require(pair(first));
    }
  }

  private static StunMessage pair(TestClient client) throws IOException {
    return client.request(StunMethod.ALLOCATE, TestClient.withTransport(new EvenPort(true)));
  }

  @Test
  void theQuotaOfAnAddressAndTheOverallOneAre486() throws IOException {
    try (Lab lab = Lab.open(with(new Allocations(9, 1, 9), EACH, 100), transport)) {
      lab.client().allocate();
      assertThat(allocate(lab.client())).isEqualTo(486);
    }
    try (Lab lab = Lab.open(with(new Allocations(9, 9, 1), EACH, 100), transport)) {
      lab.client().allocate();
      assertThat(allocate(lab.client())).isEqualTo(486);
    }
  }

  @Test
  void portExhaustionIs508AndNoStall() throws IOException {
    TurnConfig config = with(new Allocations(9, 9, 9), EACH, 100);
    try (Lab lab = Lab.open(config.withPorts(new PortRange(47_002, 47_003)), transport)) {
      lab.client().allocate();
      lab.client().allocate();
      assertThat(allocate(lab.client())).isEqualTo(508);
    }
  }

  @Test
  void permissionsAndChannelsOfAnAllocationAreBounded() throws IOException {
    PerAllocation few = new PerAllocation(2, 1, 1 << 20, Duration.ofHours(1));
    try (Lab lab = Lab.open(with(new Allocations(9, 9, 9), few, 100), transport)) {
      TestClient client = lab.client();
      client.allocate();
      TestClient.require(client.permit(RelayTest.at("127.0.0.1", 1)));
      TestClient.require(client.permit(RelayTest.at("127.0.0.2", 1)));
      TestClient.require(client.permit(RelayTest.at("127.0.0.1", 2)));
      assertThat(TestClient.code(client.permit(RelayTest.at("127.0.0.3", 1)))).isEqualTo(508);
      TestClient.require(client.bind(0x4000, RelayTest.at("127.0.0.1", 1)));
      assertThat(TestClient.code(client.bind(0x4001, RelayTest.at("127.0.0.2", 1)))).isEqualTo(508);
      lab.pass(301);
      TestClient.require(client.permit(RelayTest.at("127.0.0.3", 1)));
    }
  }

  @Test
  void bandwidthOfAnAllocationIsBounded() {
    Bucket bucket = new Bucket(1_000_000, 0);
    int sent = 0;
    for (int millis = 0; millis < 1000; millis++) {
      for (int i = 0; i < 10; i++) {
        sent += bucket.take(1000, millis * 1_000_000L) ? 1000 : 0;
      }
    }
    assertThat(sent).isBetween(1_100_000, 1_260_000);
  }

  @Test
  void whatExceedsTheBandwidthOfAnAllocationIsDropped() throws IOException {
    PerAllocation slow = new PerAllocation(9, 9, 1, Duration.ofHours(1));
    assertMoves(with(new Allocations(9, 9, 9), slow, 100), 13, 7);
  }

  @Test
  void whatExceedsTheBandwidthOfAllIsDropped() throws IOException {
    TurnConfig config = with(new Allocations(9, 9, 9), EACH, 100);
    TurnLimits limits = config.limits();
    TurnLimits slow = new TurnLimits(limits.allocations(), EACH, 1, 100, 2);
    assertMoves(config.withLimits(slow), 13, 7);
  }

  /// Of a thousand empty ones, as many as have 16 KiB of headers.
  @Test
  void emptyPacketsTakeOfTheBandwidthToo() throws IOException {
    PerAllocation slow = new PerAllocation(9, 9, 1, Duration.ofHours(1));
    try (Lab lab = Lab.open(with(new Allocations(9, 9, 9), slow, 100))) {
      TestPeer peer = lab.peer();
      TestClient client = lab.client();
      client.allocate();
      TestClient.require(client.bind(0x4000, peer.address()));
      for (int i = 0; i < 1000; i++) {
        client.sendChannelData(0x4000, new byte[0]);
        if (i % 20 == 0) {
          // So that nothing is lost on the way.
          TestClient.require(client.request(StunMethod.REFRESH));
        }
      }
      TestClient.require(client.request(StunMethod.REFRESH, new Lifetime(0)));
      assertThat(lab.events)
          .contains(
              new TurnEvent.Released(
                  "lab", Endpoint.of(client.wire.local()), 0, 0, 1000 - (16 << 10) / 28));
    }
  }

  /// Of twenty packets of 1200 bytes, 16 KiB are let through at once.
  private static void assertMoves(TurnConfig config, int arriving, int dropped) throws IOException {
    try (Lab lab = Lab.open(config)) {
      TestPeer peer = lab.peer();
      TestClient client = lab.client();
      client.allocate();
      TestClient.require(client.bind(0x4000, peer.address()));
      for (int i = 0; i < 20; i++) {
        client.sendChannelData(0x4000, new byte[1200]);
      }
      for (int i = 0; i < arriving; i++) {
        assertThat(peer.receive()).hasSize(1200);
      }
      TestClient.require(client.request(StunMethod.REFRESH, new Lifetime(0)));
      assertThat(lab.events)
          .contains(
              new TurnEvent.Released(
                  "lab", Endpoint.of(client.wire.local()), 1200L * arriving, 0, dropped));
    }
  }

  @Test
  void answersToStrangersAreRateLimited() throws IOException {
    try (Lab lab = Lab.open(with(new Allocations(9, 9, 9), EACH, 4), transport)) {
      lab.stopClock();
      TestClient client = lab.client();
      // The first of the four is the challenge.
      client.allocate();
      byte[] request = bindingRequest();
      for (int i = 0; i < 10; i++) {
        client.wire.send(request);
      }
      for (int i = 0; i < 3; i++) {
        client.read();
      }
      TestClient neighbour = lab.client();
      neighbour.wire.send(request);
      TestClient.require(client.request(StunMethod.REFRESH));
      // Nobody else's answers: but for one who may share the counter by chance.
      assertThat(answeredElsewhere(lab)).isGreaterThanOrEqualTo(7);
      lab.pass(1);
      for (TestClient each : List.of(client, neighbour)) {
        assertThat(each.ask(StunMethod.BINDING).kind())
            .as("the next answer is to the next second's request")
            .isEqualTo(StunClass.SUCCESS);
      }
    }
  }

  /// How many of eight strangers at other addresses are answered.
  private static int answeredElsewhere(Lab lab) throws IOException {
    int answered = 0;
    for (int i = 2; i < 10; i++) {
      TestClient stranger = lab.client(Wire.udp(lab.udp(), IpAddress.of("127.0.0." + i)));
      try {
        TestClient.require(stranger.ask(StunMethod.BINDING));
        answered++;
      } catch (SocketTimeoutException _) {
        // Not this one.
      }
    }
    return answered;
  }

  @Test
  void answersToStrangersAreSmall() throws IOException {
    try (Lab lab = Lab.open(transport)) {
      TestClient client = lab.client();
      client.wire.send(bindingRequest());
      assertThat(client.wire.receive()).hasSize(32);
      StunWriter writer = new StunWriter(100);
      writer.begin(StunClass.REQUEST, StunMethod.ALLOCATE, new TransactionId(1, 2));
      client.wire.send(Arrays.copyOf(writer.bytes(), writer.length()));
      assertThat(client.wire.receive()).hasSizeLessThanOrEqualTo(92);
    }
  }

  @Test
  void answersIndicationsAndNonsenseAreNeverAnswered() throws IOException {
    try (Lab lab = Lab.open(transport)) {
      TestClient client = lab.client();
      for (StunClass kind : StunClass.values()) {
        for (StunMethod method : StunMethod.values()) {
          if (kind != StunClass.REQUEST || method == StunMethod.SEND || method == StunMethod.DATA) {
            StunWriter writer = new StunWriter(100);
            writer.begin(kind, method, new TransactionId(7, 7));
            client.wire.send(Arrays.copyOf(writer.bytes(), writer.length()));
          }
        }
      }
      Random random = new Random(5);
      for (int i = 0; i < 2000; i++) {
        byte[] nonsense = new byte[random.nextInt(100)];
        random.nextBytes(nonsense);
        client.wire.send(nonsense);
        if (i % 50 == 0) {
          client.ask(StunMethod.BINDING); // Reads the next packet, and it is the answer to this.
        }
      }
    }
  }

  @Test
  void garbageOnAStreamClosesThatConnectionOnly() throws Exception {
    try (Lab lab = Lab.open(with(new Allocations(9, 9, 9), EACH, 100), transport)) {
      TestClient good = lab.client(Streams.tcp(lab.tcp()));
      good.allocate();
      try (Socket bad = new Socket(lab.tcp().getAddress(), lab.tcp().getPort())) {
        bad.setSoTimeout(Wire.PATIENCE_MILLIS);
        bad.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(bad.getInputStream().read()).isEqualTo(-1);
      }
      TestClient.require(good.request(StunMethod.REFRESH));
    }
  }

  @Test
  void connectionsOfAnAddressAreBounded() throws Exception {
    try (Lab lab = Lab.open(with(new Allocations(9, 9, 9), EACH, 100), transport)) {
      TestClient one = lab.client(Streams.tcp(lab.tcp()));
      TestClient two = lab.client(Streams.tcp(lab.tcp()));
      one.ask(StunMethod.BINDING);
      two.ask(StunMethod.BINDING);
      InetSocketAddress door = lab.tcp();
      try (Socket third = new Socket(door.getAddress(), door.getPort())) {
        third.setSoTimeout(Wire.PATIENCE_MILLIS);
        assertThat(third.getInputStream().read()).isEqualTo(-1);
      }
    }
  }

  private static byte[] bindingRequest() {
    StunWriter writer = new StunWriter(100);
    writer.begin(StunClass.REQUEST, StunMethod.BINDING, new TransactionId(1, 2));
    return Arrays.copyOf(writer.bytes(), writer.length());
  }

  private static int allocate(TestClient client, StunAttribute... more) throws IOException {
    return TestClient.code(client.request(StunMethod.ALLOCATE, TestClient.withTransport(more)));
  }
}
