// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.natlab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Calls that only a relay can carry, with the servers and credentials that the app gets. Which
/// protocol leads to the relay is for the network to decide, except where a test says so.
final class RelayIT {

  @RegisterExtension static final Network network = Network.with(Network.REACHES_THE_LAB);

  private static final String ONLY_TLS =
      """
      (servers) => servers
        .map((one) => ({ ...one, urls: [one.urls].flat().filter((url) => url.startsWith("turns:")) }))
        .filter(({ urls }) => urls.length > 0)\
      """;

  private static final String ONLY_PLAIN =
      """
      (servers) => servers
        .map((one) => ({ ...one, urls: [one.urls].flat().filter((url) => !url.startsWith("turns:")) }))
        .filter(({ urls }) => urls.length > 0)\
      """;

  private static final String WRONG_PASSWORD =
      "(servers) => servers.map((one) => one.credential ? { ...one, credential: 'wrong' } : one)";

  @ParameterizedTest
  @CsvSource({
    "SYMMETRIC, SYMMETRIC, udp, udp",
    "PORT_RESTRICTED, SYMMETRIC, udp, udp",
    "UDP_BLOCKED, UDP_BLOCKED, tcp, tcp",
    "UDP_BLOCKED, SYMMETRIC, tcp, udp",
    "ONLY_TCP_443, ONLY_TCP_443, tcp, tcp",
  })
  void aRelayCarriesTheCall(Nat left, Nat right, String anas, String chos) {
    network.internet().between(left, right);
    Caller ana = network.ana().withServers(ONLY_PLAIN);
    Caller cho = network.cho().withServers(ONLY_PLAIN);
    ana.startsRoom();
    cho.joins(ana);

    ana.meets(cho);
    cho.meets(ana);
    ana.goesBy(relayed(anas));
    cho.goesBy(relayed(chos));
  }

  @Test
  void tlsOnThePagesOwnPortIsEnough() {
    network.internet().between(Nat.ONLY_TCP_443, Nat.ONLY_TCP_443);
    Caller ana = network.ana().withServers(ONLY_TLS);
    Caller cho = network.cho().withServers(ONLY_TLS);
    ana.startsRoom();
    cho.joins(ana);

    ana.meets(cho);
    cho.meets(ana);
    ana.goesBy("relay/relay tls");
    cho.goesBy("relay/relay tls");
  }

  @ParameterizedTest
  @CsvSource({"udp", "tls"})
  void whoHasOnlyIpv6MeetsWhoHasOnlyIpv4(String protocol) {
    network.internet().between(Nat.PORT_RESTRICTED, Nat.PORT_RESTRICTED);
    Caller dot = network.dot().withServers(protocol.equals("tls") ? ONLY_TLS : ONLY_PLAIN);
    Caller cho = network.cho();
    dot.startsRoom();
    cho.joins(dot);

    dot.meets(cho);
    cho.meets(dot);
    dot.goesBy(relayed(protocol));
  }

  @Test
  void threePeopleAreRelayedWhereTheyMustBe() {
    network.internet().between(Nat.SYMMETRIC, Nat.SYMMETRIC);
    Caller ana = network.ana();
    Caller ben = network.ben();
    Caller cho = network.cho();
    ana.startsRoom();
    ben.joins(ana);
    cho.joins(ana);

    ana.meets(ben);
    ana.meets(cho);
    ben.meets(ana);
    ben.meets(cho);
    cho.meets(ana);
    cho.meets(ben);
    ana.goesBy("host/host", relayed("udp"));
    ben.goesBy("host/host", relayed("udp"));
    cho.goesBy(relayed("udp"), relayed("udp"));
  }

  @Test
  void aWrongPasswordIsToldAndLeadsNowhere() {
    network.internet().between(Nat.SYMMETRIC, Nat.SYMMETRIC);
    Caller ana = network.ana().withServers(WRONG_PASSWORD);
    Caller cho = network.cho().withServers(WRONG_PASSWORD);
    ana.startsRoom();
    cho.joins(ana);

    ana.hears("401 turn:.*");
    cho.hears("401 turn:.*");
    assertThat(ana.relays() + cho.relays()).isZero();
    assertThat(ana.everConnected()).isFalse();
  }

  @Test
  void anUnknownAuthorityIsToldAndLeadsNowhere() {
    network.internet().between(Nat.SYMMETRIC, Nat.SYMMETRIC);
    Caller ana = network.anaWhoTrustsNobody().withServers(ONLY_TLS);
    Caller cho = network.cho().withServers(ONLY_TLS);
    ana.startsRoom();
    cho.joins(ana);

    ana.hears("701 turns:.*");
    assertThat(ana.relays()).isZero();
    assertThat(ana.everConnected()).isFalse();
  }

  /// The far end may be seen as a relay, or by the address from which its relay sends.
  private static String relayed(String protocol) {
    return "relay/(relay|prflx|srflx) " + protocol + "|(srflx|prflx)/relay";
  }
}
