// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.switchboard.turn.stun.Data;
import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.EvenPort;
import dev.switchboard.turn.stun.IpAddress;
import dev.switchboard.turn.stun.Lifetime;
import dev.switchboard.turn.stun.Opaque;
import dev.switchboard.turn.stun.RequestedAddressFamily;
import dev.switchboard.turn.stun.StunMethod;
import dev.switchboard.turn.stun.XorPeerAddress;
import java.io.IOException;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may be reached, and who may reach the client.
@ParameterizedClass
@EnumSource(TurnTransport.class)
final class PeerSafetyTest {
  @Parameter private TurnTransport transport;
  private Lab lab;
  private Lab safe;

  @BeforeEach
  void open() throws IOException {
    lab = Lab.open(transport);
    safe = Lab.open(Lab.safe(), transport);
  }

  @AfterEach
  void close() throws IOException {
    lab.close();
    safe.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "127.0.0.2",
        "127.255.255.255",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255"
      })
  void noRelayToIpv4AddressesThatAreNotPublic(String address) throws IOException {
    TestClient client = safe.client();
    client.allocate();
    assertThat(TestClient.code(client.permit(RelayTest.at(address, 80)))).isEqualTo(403);
    assertThat(TestClient.code(client.bind(0x4000, RelayTest.at(address, 80)))).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "::",
        "::7f00:1",
        "::a00:1",
        "fe80::1",
        "fec0::1",
        "fc00::1",
        "fd12::1",
        "ff02::1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "2001:db8::1",
        "2001::1",
        "2001:1::1",
        "2001:1ff::1",
        "2002:7f00:1::",
        "::ffff:0:7f00:1",
        "100::1",
        "100:0:0:1::1",
        "3fff::1",
        "5f00::1"
      })
  void noRelayToIpv6AddressesThatAreNotPublicOrHideAnIpv4One(String address) throws IOException {
    assertForbiddenV6(IpAddress.of(address));
  }

  @Test
  void noRelayToMappedAddressesEvenWhereLoopbackIsAllowed() throws IOException {
    IpAddress mapped = IpAddress.v6(0, 0xffff_7f00_0001L);
    assertForbiddenV6(mapped);
    PeerGate open =
        new PeerGate(PeerRules.SAFE.allowing("::/0", "127.0.0.0/8"), List.of(), Set.of());
    assertThat(open.reach(mapped)).isEqualTo(PeerGate.Reach.NONE);
  }

  private void assertForbiddenV6(IpAddress address) throws IOException {
    TestClient client = safe.client();
    client.allocate(new RequestedAddressFamily(2));
    Endpoint peer = new Endpoint(address, 80);
    assertThat(TestClient.code(client.permit(peer))).isEqualTo(403);
    assertThat(TestClient.code(client.bind(0x4000, peer))).isEqualTo(403);
  }

  @Test
  void publicAddressesAreReachable() {
    PeerGate gate = new PeerGate(PeerRules.SAFE, List.of(), Set.of());
    for (String address :
        List.of("1.1.1.1", "9.255.255.255", "11.0.0.0", "172.32.0.1", "223.1.1.1")) {
      assertThat(gate.reach(IpAddress.of(address))).as(address).isEqualTo(PeerGate.Reach.ALL);
    }
    for (String address : List.of("2606:4700::1111", "2001:200::1", "5eff::1", "3ffe::1")) {
      assertThat(gate.reach(IpAddress.of(address))).as(address).isEqualTo(PeerGate.Reach.ALL);
    }
  }

  @Test
  void theServersOwnAddressesAreNeverReachable() {
    IpAddress own = IpAddress.of("8.7.6.5");
    PeerGate gate = new PeerGate(PeerRules.SAFE, List.of(), Set.of(own));
    assertThat(gate.reach(own)).isEqualTo(PeerGate.Reach.NONE);
    assertThat(PeerGate.ofThisMachine()).contains(IpAddress.of("127.0.0.1"));
  }

  @Test
  void theSubnetsBroadcastAddressesAreNeverReachable() throws IOException {
    List<IpAddress> broadcasts =
        NetworkInterface.networkInterfaces()
            .flatMap(card -> card.getInterfaceAddresses().stream())
            .filter(address -> address.getBroadcast() != null)
            .map(address -> IpAddress.of(address.getBroadcast()))
            .toList();
    assumeFalse(broadcasts.isEmpty(), "no network of this machine has a broadcast address");
    PeerGate anywhere = new PeerGate(PeerRules.SAFE, List.of(), PeerGate.ofThisMachine());
    assertThat(PeerGate.ofThisMachine()).containsAll(broadcasts);
    broadcasts.forEach(
        address -> assertThat(anywhere.reach(address)).isEqualTo(PeerGate.Reach.NONE));
  }

  @Test
  void aSendIndicationToAForbiddenAddressGoesNowhere() throws IOException {
    TestClient client = safe.client();
    client.allocate();
    for (String address : List.of("127.0.0.2", "169.254.169.254", "10.0.0.1", "255.255.255.255")) {
      client.sendIndication(
          new XorPeerAddress(RelayTest.at(address, 80)), new Data(Opaque.copyOf(new byte[3])));
    }
    assertThat(droppedAtTheEnd(safe, client)).isEqualTo(4);
  }

  @Test
  void operatorsCanDenyMoreAndAllowSome() {
    PeerRules rules = PeerRules.SAFE.allowing("10.1.0.0/16").denying("1.1.1.0/24");
    PeerGate gate = new PeerGate(rules, List.of(), Set.of());
    assertThat(gate.reach(IpAddress.of("10.1.2.3"))).isEqualTo(PeerGate.Reach.ALL);
    assertThat(gate.reach(IpAddress.of("10.2.2.3"))).isEqualTo(PeerGate.Reach.NONE);
    assertThat(gate.reach(IpAddress.of("1.1.1.1"))).isEqualTo(PeerGate.Reach.NONE);
  }

  @Test
  void whatIsDeniedStaysDeniedWithinWhatIsAllowed() {
    PeerRules rules = PeerRules.SAFE.allowing("10.1.0.0/16", "10.9.9.9").denying("10.1.2.0/24");
    PeerGate gate = new PeerGate(rules.denying("10.9.9.9"), List.of(), Set.of());
    assertThat(gate.reach(IpAddress.of("10.1.1.3"))).isEqualTo(PeerGate.Reach.ALL);
    assertThat(gate.reach(IpAddress.of("10.1.2.3"))).isEqualTo(PeerGate.Reach.NONE);
    assertThat(gate.reach(IpAddress.of("10.9.9.9"))).isEqualTo(PeerGate.Reach.NONE);
  }

  @Test
  void theServersOwnAddressesAreReachableOnlyWhereNamedOneByOne() {
    IpAddress own = IpAddress.of("10.1.2.3");
    PeerRules network = PeerRules.SAFE.allowing("10.1.0.0/16");
    assertThat(new PeerGate(network, List.of(), Set.of(own)).reach(own))
        .isEqualTo(PeerGate.Reach.NONE);
    assertThat(new PeerGate(network, List.of(RelayAddress.of(own)), Set.of(own)).reach(own))
        .isEqualTo(PeerGate.Reach.RELAYS);
    assertThat(new PeerGate(network.allowing("10.1.2.3"), List.of(), Set.of(own)).reach(own))
        .isEqualTo(PeerGate.Reach.ALL);
  }

  /// Of a real server: all of IPv4 is allowed, and this machine is not reached all the same.
  @Test
  void anOpenServerDoesNotReachItsOwnMachine() throws IOException {
    List<IpAddress> own =
        PeerGate.ofThisMachine().stream()
            .filter(address -> !address.isV6() && !address.equals(Lab.HERE))
            .toList();
    assumeFalse(own.isEmpty(), "this machine has no address but loopback's");
    TurnConfig anywhere = Lab.safe().withPeers(PeerRules.SAFE.allowing("0.0.0.0/0"));
    try (Lab open = Lab.open(anywhere, transport)) {
      TestClient client = open.client();
      client.allocate();
      for (IpAddress address : own) {
        assertThat(TestClient.code(client.permit(new Endpoint(address, 22)))).isEqualTo(403);
      }
      TestClient.require(client.permit(RelayTest.at("127.0.0.77", 22)));
    }
  }

  @Test
  void theHookMayRefuseAPeer() throws IOException {
    TestClient client = lab.client();
    client.allocate();
    assertThat(TestClient.code(client.permit(RelayTest.at("127.6.6.6", 9)))).isEqualTo(403);
  }

  @Test
  void twoClientsOfOneServerReachEachOtherEvenWhereItsAddressIsPrivate() throws IOException {
    TestClient alice = safe.client();
    TestClient bob = safe.client();
    Endpoint aliceRelay = alice.allocate();
    Endpoint bobRelay = bob.allocate();
    TestClient.require(alice.permit(bobRelay));
    TestClient.require(bob.bind(0x4000, aliceRelay));
    alice.sendIndication(new XorPeerAddress(bobRelay), new Data(Opaque.copyOf(new byte[3])));
    assertThat(bob.wire.receive()).isEqualTo(TestClient.channelData(0x4000, new byte[3]));
  }

  @Test
  void butNothingElseThatListensOnTheRelayAddress() throws IOException {
    TestPeer service = safe.peer();
    TestClient client = safe.client();
    Endpoint relay = client.allocate();
    assertThat(TestClient.code(client.bind(0x4000, service.address()))).isEqualTo(403);
    TestClient.require(client.permit(service.address()));
    client.sendIndication(
        new XorPeerAddress(service.address()), new Data(Opaque.copyOf(new byte[3])));
    service.send(new byte[4], relay);
    assertThat(droppedAtTheEnd(safe, client)).as("both ways").isEqualTo(2);
  }

  /// The port after an even one is kept for its client, but nothing of ours listens there yet.
  @Test
  void norWhatListensOnAPortThatIsOnlyReserved() throws IOException {
    Endpoint even = safe.client().allocate(new EvenPort(true));
    Endpoint reserved = new Endpoint(even.ip(), even.port() + 1);
    TestClient client = safe.client();
    client.allocate();
    assertThat(TestClient.code(client.bind(0x4000, reserved))).isEqualTo(403);
    TestClient.require(client.bind(0x4000, even));
  }

  @Test
  void packetsFromPeersWithoutPermissionAreDropped() throws IOException {
    TestPeer stranger = lab.peer(IpAddress.of("127.0.0.9"));
    TestPeer friend = lab.peer();
    TestClient client = lab.client();
    Endpoint relay = client.allocate();
    stranger.send(new byte[7], relay);
    TestClient.require(client.bind(0x4000, friend.address()));
    friend.send(new byte[1], relay);
    assertThat(client.wire.receive()).isEqualTo(TestClient.channelData(0x4000, new byte[1]));
    assertThat(droppedAtTheEnd(lab, client)).isEqualTo(1);
  }

  @Test
  void nothingReachesAPeerWithoutPermission() throws IOException {
    TestPeer peer = lab.peer();
    TestClient client = lab.client();
    client.allocate();
    client.sendIndication(new XorPeerAddress(peer.address()), new Data(Opaque.copyOf(new byte[3])));
    client.sendChannelData(0x4000, new byte[4]);
    assertThat(droppedAtTheEnd(lab, client)).isEqualTo(2);
  }

  @Test
  void permissionsGoByAddressLastFiveMinutesAndAreNotRefreshedByTraffic() throws IOException {
    TestPeer peer = lab.peer();
    TestPeer samePlace = lab.peer();
    TestClient client = lab.client();
    Endpoint relay = client.allocate();
    TestClient.require(client.permit(peer.address()));
    lab.pass(299);
    samePlace.send(new byte[2], relay);
    assertThat(client.read().method()).isEqualTo(StunMethod.DATA);
    lab.pass(2);
    peer.send(new byte[3], relay);
    client.sendIndication(new XorPeerAddress(peer.address()), new Data(Opaque.copyOf(new byte[3])));
    assertThat(droppedAtTheEnd(lab, client)).isEqualTo(2);
  }

  @Test
  void channelsLastTenMinutesAndNeedTheirPermission() throws IOException {
    TestPeer peer = lab.peer();
    TestClient client = lab.client();
    client.allocate(new Lifetime(3600));
    TestClient.require(client.bind(0x4000, peer.address()));
    lab.pass(301);
    client.sendChannelData(0x4000, new byte[3]);
    TestClient.require(client.permit(peer.address()));
    client.sendChannelData(0x4000, new byte[5]);
    assertThat(peer.receive()).as("the three before were not let through").hasSize(5);
    TestClient.require(client.bind(0x4000, peer.address()));
    lab.pass(599);
    assertThat(TestClient.code(client.bind(0x4001, peer.address()))).as("bound").isEqualTo(400);
    lab.pass(2);
    TestClient.require(client.bind(0x4001, peer.address()));
  }

  @Test
  void aChannelIsNeverBoundToTwoPeersNorAPeerToTwoChannels() throws IOException {
    Endpoint one = RelayTest.at("127.0.0.1", 1001);
    Endpoint two = RelayTest.at("127.0.0.1", 1002);
    TestClient client = lab.client();
    client.allocate();
    TestClient.require(client.bind(0x4000, one));
    TestClient.require(client.bind(0x4000, one));
    assertThat(TestClient.code(client.bind(0x4000, two))).isEqualTo(400);
    assertThat(TestClient.code(client.bind(0x4001, one))).isEqualTo(400);
    assertThat(TestClient.code(client.bind(0x3fff, two))).isEqualTo(400);
    assertThat(TestClient.code(client.bind(0x8000, two))).isEqualTo(400);
    assertThat(TestClient.code(client.bind(0x4001, RelayTest.at("127.0.0.1", 0)))).isEqualTo(400);
  }

  @Test
  void aFamilyMismatchIs443AndSeveralPeersAreAllOrNothing() throws IOException {
    TestPeer peer = lab.peer();
    TestClient client = lab.client();
    client.allocate();
    assertThat(TestClient.code(client.permit(RelayTest.at("::1", 9)))).isEqualTo(443);
    assertThat(TestClient.code(client.bind(0x4000, RelayTest.at("::1", 9)))).isEqualTo(443);
    assertThat(
            TestClient.code(
                client.request(
                    StunMethod.CREATE_PERMISSION,
                    new XorPeerAddress(peer.address()),
                    new XorPeerAddress(RelayTest.at("10.0.0.1", 9)))))
        .isEqualTo(403);
    client.sendIndication(new XorPeerAddress(peer.address()), new Data(Opaque.copyOf(new byte[3])));
    assertThat(droppedAtTheEnd(lab, client)).isEqualTo(1);
  }

  @Test
  void unreachablePeersAndPortZeroNeverHurtTheAllocation() throws IOException {
    TestPeer peer = lab.peer();
    TestClient client = lab.client();
    client.allocate();
    TestClient.require(client.permit(peer.address()));
    for (int i = 0; i < 20; i++) {
      client.sendIndication(
          new XorPeerAddress(RelayTest.at("127.0.0.1", i % 2)),
          new Data(Opaque.copyOf(new byte[3])));
    }
    client.sendIndication(new XorPeerAddress(peer.address()), new Data(Opaque.copyOf(new byte[5])));
    assertThat(peer.receive()).hasSize(5);
  }

  /// Ends the allocation and tells what it dropped. The client's own packets were handled before,
  /// in order; what peers sent to the relay is waited for.
  private static long droppedAtTheEnd(Lab lab, TestClient client) throws IOException {
    client.ask(StunMethod.BINDING);
    client.ask(StunMethod.BINDING);
    TestClient.require(client.request(StunMethod.REFRESH, new Lifetime(0)));
    synchronized (lab.events) {
      return lab.events.stream()
          .filter(TurnEvent.Released.class::isInstance)
          .map(TurnEvent.Released.class::cast)
          .mapToLong(TurnEvent.Released::dropped)
          .sum();
    }
  }
}
