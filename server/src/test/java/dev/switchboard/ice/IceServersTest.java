// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.ice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.config.Ice;
import dev.switchboard.protocol.Json;
import dev.switchboard.text.Utf8;
import dev.switchboard.turn.RestCredentials;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IceServersTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final InstantSource CLOCK = () -> NOW;
  private static final Utf8 ANA = Utf8.of("ana \"the\" peer: ü");
  private static final RestCredentials OURS = new RestCredentials("ours", CLOCK);

  private static IceServers inside(OwnTurn turn) {
    IceServers servers = new IceServers(ice(List.of(), ""), CLOCK);
    servers.serve(turn);
    return servers;
  }

  private static Ice ice(List<String> urls, String secret) {
    return new Ice(urls, secret, Duration.ofMinutes(10), "", 1);
  }

  private static List<?> list(IceServers servers, String host) {
    return (List<?>) Json.parse(servers.list(host, ANA).toString());
  }

  private static Map<?, ?> server(List<?> list, int index) {
    return (Map<?, ?>) list.get(index);
  }

  @Test
  void theServerInsideIsWhereTheClientFoundUs() {
    IceServers servers = inside(new OwnTurn(OURS, 8080, 8080, 8443, "198.51.100.7"));
    List<?> list = list(servers, "call.example.org:8443");
    assertThat(list).hasSize(2);
    assertThat(server(list, 0)).isEqualTo(Map.of("urls", List.of("stun:call.example.org:8080")));
    assertThat(server(list, 1).get("urls"))
        .isEqualTo(
            List.of(
                "turn:call.example.org:8080?transport=udp",
                "turn:call.example.org:8080?transport=tcp",
                "turns:call.example.org:8443?transport=tcp"));
    assertThat(servers.seconds()).isEqualTo(600);
  }

  @Test
  void theCredentialIsThePeersAndExpires() {
    List<?> list = list(inside(new OwnTurn(OURS, 1, 0, 0, "")), "localhost");
    String username = (String) server(list, 1).get("username");
    assertThat(username).isEqualTo("1800000600:" + ANA);
    assertThat(OURS.authenticate(username)).contains((String) server(list, 1).get("credential"));
    RestCredentials later = new RestCredentials("ours", () -> NOW.plusSeconds(600));
    assertThat(later.authenticate(username)).as("in ten minutes").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "evil\"host", "a?x", "[::1", "user@host", "10.1"})
  void aHostThatIsNoneIsReplacedByTheExternalAddress(String host) {
    List<?> list = list(inside(new OwnTurn(OURS, 3478, 0, 0, "198.51.100.7")), host);
    assertThat(server(list, 0).get("urls")).isEqualTo(List.of("stun:198.51.100.7:3478"));
    assertThat(list(inside(new OwnTurn(OURS, 3478, 0, 0, "")), host))
        .as("where nobody knows that either")
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"[2001:db8::1]:8080, [2001:db8::1]", "192.168.1.5:8080, 192.168.1.5"})
  void addressesAreHostsToo(String authority, String host) {
    List<?> list = list(inside(new OwnTurn(OURS, 3478, 0, 0, "")), authority);
    assertThat(server(list, 0).get("urls")).isEqualTo(List.of("stun:" + host + ":3478"));
  }

  @Test
  void whatIsNotThereIsNotNamed() {
    List<?> list = list(inside(new OwnTurn(OURS, 0, 0, 443, "")), "a.example");
    assertThat(list).hasSize(1);
    assertThat(server(list, 0).get("urls")).isEqualTo(List.of("turns:a.example:443?transport=tcp"));
  }

  @Test
  void othersTakeThePlaceOfTheOneInside() {
    List<String> urls = List.of("turn:b.example", "stun:a.example", "turns:b.example:443");
    IceServers servers = new IceServers(ice(urls, "theirs"), CLOCK);
    servers.serve(new OwnTurn(OURS, 1, 1, 1, "198.51.100.7"));
    List<?> list = list(servers, "call.example.org");
    assertThat(server(list, 0)).isEqualTo(Map.of("urls", List.of("stun:a.example")));
    assertThat(server(list, 1).get("urls"))
        .isEqualTo(List.of("turn:b.example", "turns:b.example:443"));
    String username = (String) server(list, 1).get("username");
    assertThat(new RestCredentials("theirs", CLOCK).authenticate(username))
        .contains((String) server(list, 1).get("credential"));
    assertThat(servers.minted()).isEqualTo(1);
  }

  /// As coturn's `use-auth-secret` reckons it: checked with `openssl dgst -sha1 -hmac theirs`.
  @Test
  void thePasswordIsWhatCoturnExpects() {
    IceServers servers = new IceServers(ice(List.of("turn:b.example"), "theirs"), CLOCK);
    Map<?, ?> server = server((List<?>) Json.parse(servers.list("", Utf8.of("ana")).toString()), 0);
    assertThat(server.get("username")).isEqualTo("1800000600:ana");
    assertThat(server.get("credential")).isEqualTo("Emnh7UyLSTVCJuk/QCJtCgXNZNk=");
  }

  @Test
  void stunAloneNeedsNoCredentialAndNeverExpires() {
    IceServers servers = new IceServers(ice(List.of("stun:a.example"), ""), CLOCK);
    assertThat(list(servers, "")).isEqualTo(List.of(Map.of("urls", List.of("stun:a.example"))));
    assertThat(servers.seconds()).isZero();
    assertThat(servers.minted()).isZero();
  }

  @Test
  void withoutAnyServerTheListIsEmpty() {
    IceServers servers = new IceServers(ice(List.of(), ""), CLOCK);
    assertThat(list(servers, "call.example.org")).isEmpty();
    assertThat(servers.seconds()).isZero();
  }
}
