// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.Lifetime;
import dev.switchboard.turn.stun.MobilityTicket;
import dev.switchboard.turn.stun.Opaque;
import dev.switchboard.turn.stun.RequestedTransport;
import dev.switchboard.turn.stun.StunMessage;
import dev.switchboard.turn.stun.StunMethod;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// RFC 8016: an allocation follows its client to another address. With two loops a new 5-tuple
/// comes up on the allocation's own or on the other one, as the system likes: the moves are
/// repeated.
final class MobilityTest {
  private static final MobilityTicket ASK = new MobilityTicket(Opaque.copyOf(new byte[0]));

  private Lab lab;
  private TestPeer peer;

  @BeforeEach
  void open() throws IOException {
    lab = Lab.open();
    peer = lab.peer();
  }

  @AfterEach
  void close() throws IOException {
    lab.close();
  }

  private static MobilityTicket ticket(StunMessage answer) {
    return TestClient.require(answer).first(MobilityTicket.class).orElseThrow();
  }

  private static MobilityTicket allocate(TestClient client) throws IOException {
    return ticket(client.request(StunMethod.ALLOCATE, TestClient.withTransport(ASK)));
  }

  private static StunMessage show(TestClient client, MobilityTicket ticket) throws IOException {
    return client.request(StunMethod.REFRESH, ticket);
  }

  @RepeatedTest(8)
  void anAllocationFollowsItsClient() throws IOException {
    moves(lab.client(), lab.client());
  }

  @RepeatedTest(4)
  void fromUdpToTcp() throws IOException {
    moves(lab.client(), lab.client(Streams.tcp(lab.tcp())));
  }

  @RepeatedTest(4)
  void fromTcpToUdp() throws IOException {
    moves(lab.client(Streams.tcp(lab.tcp())), lab.client());
  }

  private void moves(TestClient before, TestClient after) throws IOException {
    MobilityTicket first = allocate(before);
    TestClient.require(before.bind(0x4000, peer.address()));
    before.sendChannelData(0x4000, new byte[1]);
    assertThat(peer.receive()).hasSize(1);
    final Endpoint relay = peer.from();
    MobilityTicket second = ticket(show(after, first));
    assertThat(second).isNotEqualTo(first);
    // Until data comes the new way, the old one is good, both ways.
    peer.send(new byte[2], relay);
    assertThat(before.wire.receive()).hasSize(4 + 2);
    before.sendChannelData(0x4000, new byte[3]);
    assertThat(peer.receive()).hasSize(3);
    after.sendChannelData(0x4000, new byte[5]);
    assertThat(peer.receive()).hasSize(5);
    peer.send(new byte[6], relay);
    assertThat(after.wire.receive()).hasSize(4 + 6);
    // Requests too, and the next move.
    TestClient.require(after.bind(0x4000, peer.address()));
    TestClient.require(after.permit(peer.address()));
    assertThat(TestClient.code(before.request(StunMethod.REFRESH))).isEqualTo(437);
    TestClient third = lab.client();
    ticket(show(third, second));
    third.sendChannelData(0x4000, new byte[7]);
    assertThat(peer.receive()).hasSize(7);
    assertThat(peer.from()).isEqualTo(relay);
    TestClient.require(third.request(StunMethod.REFRESH, new Lifetime(0)));
    assertThat(TestClient.code(third.request(StunMethod.REFRESH))).isEqualTo(437);
    third.allocate();
  }

  @RepeatedTest(4)
  void whoLostTheConnectionComesBack() throws IOException {
    TestClient before = lab.client(Streams.tcp(lab.tcp()));
    MobilityTicket ticket = allocate(before);
    TestClient.require(before.bind(0x4000, peer.address()));
    before.close();
    TestClient after = lab.client(Streams.tcp(lab.tcp()));
    ticket(show(after, ticket));
    after.sendChannelData(0x4000, new byte[5]);
    assertThat(peer.receive()).hasSize(5);
  }

  @RepeatedTest(4)
  void aRefreshMayBeRepeatedWithTheOldTicketForHalfAMinute() throws IOException {
    MobilityTicket first = allocate(lab.client());
    TestClient after = lab.client();
    MobilityTicket second = ticket(show(after, first));
    assertThat(ticket(show(after, first))).as("again").isEqualTo(second);
    lab.pass(31);
    assertThat(TestClient.code(show(after, first))).isEqualTo(400);
    ticket(show(after, second));
  }

  @Test
  void aTicketIsNothingWithoutThePasswordOfItsOwner() throws IOException {
    MobilityTicket ticket = allocate(lab.client());
    TestClient thief = lab.client();
    thief.password = "guess";
    assertThat(TestClient.code(show(thief, ticket))).isEqualTo(401);
    TestClient other = lab.client();
    other.user = "lab2";
    assertThat(TestClient.code(show(other, ticket))).isEqualTo(441);
  }

  /// The allocation that has the ticket goes on after its credential has expired; no other one.
  @Test
  void aTicketBuysNoAllocationForAnExpiredCredential() throws IOException {
    var credential = Lab.EXPIRING.mint("bob", Instant.now().plusSeconds(2));
    TestClient first = lab.client();
    MobilityTicket ticket = allocate(as(credential, first));
    Awaiting.until(() -> Lab.EXPIRING.authenticate(credential.username()).isEmpty());
    StunMessage more =
        as(credential, lab.client()).request(StunMethod.ALLOCATE, TestClient.withTransport(ticket));
    assertThat(TestClient.code(more)).isEqualTo(401);
    TestClient.require(show(as(credential, lab.client()), ticket));
  }

  private static TestClient as(RestCredentials.Credential credential, TestClient client) {
    client.user = credential.username();
    client.password = credential.password();
    return client;
  }

  @Test
  void aTicketOfNobodyIsRefused() throws IOException {
    MobilityTicket made = new MobilityTicket(Opaque.copyOf(new byte[16]));
    assertThat(TestClient.code(show(lab.client(), made))).isEqualTo(437);
    TestClient client = lab.client();
    allocate(client);
    assertThat(TestClient.code(show(client, made))).isEqualTo(400);
  }

  @Test
  void ticketsDoNotRepeat() throws IOException {
    Set<MobilityTicket> seen = new HashSet<>();
    for (int i = 0; i < 8; i++) {
      MobilityTicket ticket = allocate(lab.client());
      assertThat(ticket.value().length()).isEqualTo(24);
      assertThat(ticket.value().toBytes()).as("letters").doesNotContain(0);
      assertThat(seen.add(ticket)).isTrue();
    }
  }

  @Test
  void whereMobilityIsOffItIsForbidden() throws IOException {
    try (Lab still = Lab.open(Lab.config().withMobility(false))) {
      TestClient client = still.client();
      StunMessage answer = client.request(StunMethod.ALLOCATE, TestClient.withTransport(ASK));
      assertThat(TestClient.code(answer)).isEqualTo(405);
    }
    TestClient plain = lab.client();
    plain.allocate();
    assertThat(TestClient.code(show(plain, ASK))).as("none was asked for").isEqualTo(405);
    TcpClient tcp = new TcpClient(lab);
    assertThat(
            TestClient.code(
                tcp.control.request(
                    StunMethod.ALLOCATE, new RequestedTransport(RequestedTransport.TCP), ASK)))
        .as("a TCP relay stays")
        .isEqualTo(405);
  }
}
