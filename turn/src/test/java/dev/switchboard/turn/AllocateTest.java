// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.turn.stun.AdditionalAddressFamily;
import dev.switchboard.turn.stun.AddressErrorCode;
import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.EvenPort;
import dev.switchboard.turn.stun.Lifetime;
import dev.switchboard.turn.stun.MobilityTicket;
import dev.switchboard.turn.stun.Opaque;
import dev.switchboard.turn.stun.RequestedAddressFamily;
import dev.switchboard.turn.stun.RequestedTransport;
import dev.switchboard.turn.stun.ReservationToken;
import dev.switchboard.turn.stun.Software;
import dev.switchboard.turn.stun.StunAttribute;
import dev.switchboard.turn.stun.StunMessage;
import dev.switchboard.turn.stun.StunMethod;
import dev.switchboard.turn.stun.TransactionId;
import dev.switchboard.turn.stun.XorMappedAddress;
import dev.switchboard.turn.stun.XorRelayedAddress;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TurnTransport.class)
final class AllocateTest {
  @Parameter private TurnTransport transport;
  private Lab lab;

  @BeforeEach
  void open() throws IOException {
    lab = Lab.open(transport);
  }

  @AfterEach
  void close() throws IOException {
    lab.close();
  }

  @Test
  void aBindingRequestTellsTheClientItsAddress() throws IOException {
    TestClient client = lab.client();
    StunMessage answer = client.ask(StunMethod.BINDING, new Software("test"));
    assertThat(answer.first(XorMappedAddress.class))
        .contains(new XorMappedAddress(Endpoint.of(client.wire.local())));
  }

  @Test
  void aBindingRequestWorksOverIpv6AndTcp() throws IOException {
    TestClient six = lab.client(Wire.udp(lab.udpV6()));
    assertThat(six.ask(StunMethod.BINDING).first(XorMappedAddress.class))
        .contains(new XorMappedAddress(Endpoint.of(six.wire.local())));
    TestClient tcp = lab.client(Streams.tcp(lab.tcp()));
    assertThat(tcp.ask(StunMethod.BINDING).first(XorMappedAddress.class))
        .contains(new XorMappedAddress(Endpoint.of(tcp.wire.local())));
  }

  @Test
  void anAllocationHasARelayALifetimeAndTheClientsAddress() throws IOException {
    TestClient client = lab.client();
    StunMessage answer =
        TestClient.require(client.request(StunMethod.ALLOCATE, TestClient.withTransport()));
    Endpoint relay = answer.first(XorRelayedAddress.class).orElseThrow().endpoint();
    assertThat(relay.ip()).isEqualTo(Lab.HERE);
    assertThat(relay.port()).isBetween(40_000, 48_999);
    assertThat(answer.first(Lifetime.class)).contains(new Lifetime(600));
    assertThat(answer.first(XorMappedAddress.class))
        .contains(new XorMappedAddress(Endpoint.of(client.wire.local())));
    assertThat(lab.events).contains(allocated(client, relay));
  }

  private static TurnEvent allocated(TestClient client, Endpoint relay) {
    return new TurnEvent.Allocated("lab", Endpoint.of(client.wire.local()), relay);
  }

  @Test
  void aRetransmittedAllocateGetsTheSameAnswer() throws IOException {
    TestClient client = lab.client();
    client.learn(client.ask(StunMethod.ALLOCATE));
    TransactionId id = client.next;
    StunAttribute[] asked =
        TestClient.withTransport(
            new EvenPort(true), new MobilityTicket(Opaque.copyOf(new byte[0])), new Lifetime(1800));
    StunMessage first = client.request(StunMethod.ALLOCATE, asked);
    assertThat(first.first(Lifetime.class)).contains(new Lifetime(1800));
    assertThat(first.has(XorRelayedAddress.class)).isTrue();
    assertThat(first.has(ReservationToken.class)).isTrue();
    assertThat(first.has(MobilityTicket.class)).isTrue();
    client.next = id;
    StunMessage second = client.request(StunMethod.ALLOCATE, asked);
    assertThat(second.attributes()).isEqualTo(first.attributes());
    assertThat(code(client, TestClient.withTransport())).as("another request").isEqualTo(437);
  }

  @Test
  void lifetimesAreAtLeastTenMinutesAndAtMostAnHour() throws IOException {
    TestClient client = lab.client();
    client.allocate(new Lifetime(1));
    assertThat(refresh(client, 1)).isEqualTo(600);
    assertThat(refresh(client, 1800)).isEqualTo(1800);
    assertThat(refresh(client, 0xffffffffL)).isEqualTo(3600);
  }

  @Test
  void anAllocationExpiresToTheSecond() throws IOException {
    TestClient client = lab.client();
    client.allocate();
    lab.pass(590);
    assertThat(TestClient.code(client.request(StunMethod.REFRESH))).isZero();
    lab.pass(590);
    assertThat(TestClient.code(client.request(StunMethod.REFRESH))).isZero();
    lab.pass(601);
    assertThat(TestClient.code(client.request(StunMethod.REFRESH))).isEqualTo(437);
  }

  @Test
  void aRefreshOfZeroDeletesAtOnceAndTheTupleMayAllocateAnew() throws IOException {
    TestClient client = lab.client();
    client.allocate();
    assertThat(refresh(client, 0)).isZero();
    assertThat(TestClient.code(client.request(StunMethod.REFRESH))).isEqualTo(437);
    client.allocate();
  }

  @Test
  void anEvenPortIsEvenAndTheNextOneWaitsThirtySeconds() throws IOException {
    TestClient client = lab.client();
    StunMessage answer =
        client.request(StunMethod.ALLOCATE, TestClient.withTransport(new EvenPort(true)));
    int port = answer.first(XorRelayedAddress.class).orElseThrow().endpoint().port();
    ReservationToken token = answer.first(ReservationToken.class).orElseThrow();
    assertThat(port).isEven();
    assertThat(lab.client().allocate(token).port()).isEqualTo(port + 1);
    assertThat(code(lab.client(), TestClient.withTransport(token))).as("used").isEqualTo(508);

    StunMessage late =
        lab.client().request(StunMethod.ALLOCATE, TestClient.withTransport(new EvenPort(true)));
    lab.pass(31);
    StunAttribute expired = late.first(ReservationToken.class).orElseThrow();
    assertThat(code(lab.client(), TestClient.withTransport(expired))).isEqualTo(508);
  }

  @Test
  void bothFamiliesCanBeHadAloneOrTogether() throws IOException {
    assertThat(lab.client().allocate(new RequestedAddressFamily(2)).ip()).isEqualTo(Lab.HERE_V6);
    StunMessage both =
        lab.client()
            .request(StunMethod.ALLOCATE, TestClient.withTransport(new AdditionalAddressFamily(2)));
    assertThat(both.all(XorRelayedAddress.class))
        .extracting(relay -> relay.endpoint().ip())
        .containsExactly(Lab.HERE, Lab.HERE_V6);
  }

  @Test
  void oneFamilyOfTwoCanBeGivenBack() throws IOException {
    TestClient client = lab.client();
    client.allocate(new AdditionalAddressFamily(2));
    TestClient.require(client.bind(0x4000, RelayTest.at("::1", 9)));
    TestClient.require(
        client.request(StunMethod.REFRESH, new Lifetime(0), new RequestedAddressFamily(2)));
    assertThat(TestClient.code(client.permit(RelayTest.at("::1", 9)))).isEqualTo(443);
    assertThat(TestClient.code(client.permit(RelayTest.at("127.0.0.1", 9)))).isZero();
    assertThat(TestClient.code(client.request(StunMethod.REFRESH, new RequestedAddressFamily(2))))
        .isEqualTo(443);
  }

  @Test
  void aFamilyThatIsNotThereIsNamedAndTheOtherGiven() throws IOException {
    TurnConfig config = Lab.config();
    TurnConfig four =
        new TurnConfig(
            config.doors(),
            List.of(RelayAddress.of(Lab.HERE)),
            config.ports(),
            config.realm(),
            config.limits(),
            config.peers(),
            1);
    try (Lab other = Lab.open(four, transport)) {
      StunMessage answer =
          other
              .client()
              .request(
                  StunMethod.ALLOCATE, TestClient.withTransport(new AdditionalAddressFamily(2)));
      assertThat(answer.all(XorRelayedAddress.class)).hasSize(1);
      assertThat(answer.first(AddressErrorCode.class)).map(AddressErrorCode::code).contains(440);
    }
  }

  @Test
  void whatCannotBeAllocatedHasItsOwnError() throws IOException {
    TestClient client = lab.client();
    assertThat(code(client)).as("no transport").isEqualTo(400);
    assertThat(code(client, new RequestedTransport(132))).as("unknown transport").isEqualTo(442);
    assertThat(code(client, TestClient.withTransport(new RequestedAddressFamily(3))))
        .as("unknown family")
        .isEqualTo(440);
    assertThat(code(client, TestClient.withTransport(new ReservationToken(7), new EvenPort(false))))
        .as("token with even port")
        .isEqualTo(400);
    assertThat(code(client, TestClient.withTransport(new ReservationToken(7))))
        .as("token of nobody")
        .isEqualTo(508);
    assertThat(code(client, TestClient.withTransport(new AdditionalAddressFamily(1))))
        .as("IPv4 in addition")
        .isEqualTo(400);
  }

  private static int code(TestClient client, StunAttribute... attributes) throws IOException {
    return TestClient.code(client.request(StunMethod.ALLOCATE, attributes));
  }

  private static long refresh(TestClient client, long seconds) throws IOException {
    StunMessage answer = client.request(StunMethod.REFRESH, new Lifetime(seconds));
    return TestClient.require(answer).first(Lifetime.class).orElseThrow().seconds();
  }
}
