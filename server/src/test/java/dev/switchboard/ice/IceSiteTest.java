// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.ice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.TestServer;
import dev.switchboard.app.Switchboard;
import dev.switchboard.protocol.Json;
import dev.switchboard.protocol.Script;
import dev.switchboard.protocol.Wait;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// `/ice` as browsers and programs see it, over a real socket.
final class IceSiteTest {
  private static final String TOKEN = "open-sesame-open-sesame";
  private static final String ELSEWHERE = "https://pages.example";
  private static final String SECRET = "north-by-northwest";
  private static final String[] TURN = {
    "ice.servers", "stun:stun.example.org,turn:turn.example.org", "ice.secret", SECRET
  };

  private Switchboard server = TestServer.start(TURN);

  @AfterEach
  void stop() {
    server.close();
  }

  private void with(String... more) {
    server.close();
    List<String> settings = new ArrayList<>(List.of(TURN));
    settings.addAll(List.of(more));
    server = TestServer.start(settings.toArray(String[]::new));
  }

  /// Status line and headers in lower case, then the body.
  private record Answer(String head, String body) {
    int status() {
      return Integer.parseInt(head.substring("http/1.1 ".length(), "http/1.1 200".length()));
    }
  }

  private Answer ask(String method, String... headers) {
    String request =
        method + " HTTP/1.1\r\nConnection: close\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      int end = all.indexOf("\r\n\r\n");
      return new Answer(all.substring(0, end).toLowerCase(Locale.ROOT), all.substring(end + 4));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Answer get(String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add("Host: call.example.org");
    return ask("GET /ice", all.toArray(String[]::new));
  }

  @Test
  void theListIsAConfigurationForAConnectionAndNeverKept() {
    Answer answer = get();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.head())
        .contains("content-type: application/json")
        .contains("cache-control: no-store");
    Map<?, ?> said = (Map<?, ?>) Json.parse(answer.body());
    assertThat(said.get("lifetime")).isEqualTo(43_200L);
    List<?> servers = (List<?>) said.get("iceServers");
    assertThat(((Map<?, ?>) servers.get(0)).get("urls"))
        .isEqualTo(List.of("stun:stun.example.org"));
    Map<?, ?> turn = (Map<?, ?>) servers.get(1);
    assertThat(turn.get("urls")).isEqualTo(List.of("turn:turn.example.org"));
    assertThat((String) turn.get("username")).matches("\\d+:guest-[0-9a-z]+");
    assertThat((String) turn.get("credential")).hasSize(28);
    assertThat(get().body()).as("somebody else").isNotEqualTo(answer.body());
  }

  @Test
  void pagesOfThisSiteAreServed() {
    assertThat(get("Sec-Fetch-Site: same-origin").status()).isEqualTo(200);
    Answer answer = get("Origin: https://call.example.org");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.head())
        .contains("access-control-allow-origin: https://call.example.org")
        .contains("vary: origin");
  }

  @Test
  void pagesOfOtherSitesAreNot() {
    for (String header :
        List.of(
            "Origin: " + ELSEWHERE,
            "Origin: null",
            "Sec-Fetch-Site: cross-site",
            "Sec-Fetch-Site: same-site")) {
      Answer answer = get(header);
      assertThat(answer.status()).as(header).isEqualTo(403);
      assertThat(answer.head()).doesNotContain("access-control-allow-origin");
      assertThat(answer.body()).doesNotContain("turn:");
    }
    assertThat(get("Origin: " + ELSEWHERE, "Authorization: Bearer ").status())
        .as("there is no token, not even an empty one")
        .isEqualTo(401);
  }

  @Test
  void sitesThatMayConnectMayAsk() {
    with("origins", ELSEWHERE);
    Answer answer = get("Origin: " + ELSEWHERE);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.head()).contains("access-control-allow-origin: " + ELSEWHERE);
  }

  @Test
  void theTokenOpensToEverybody() {
    with("ice.token", TOKEN);
    assertThat(get("Authorization: Bearer " + TOKEN).status()).isEqualTo(200);
    assertThat(get("Authorization: bearer " + TOKEN, "Origin: " + ELSEWHERE).head())
        .contains("200 ok")
        .contains("access-control-allow-origin: " + ELSEWHERE);
    Answer asked =
        ask(
            "OPTIONS /ice",
            "Host: call.example.org",
            "Origin: " + ELSEWHERE,
            "Access-Control-Request-Method: GET",
            "Access-Control-Request-Headers: authorization");
    assertThat(asked.head())
        .contains("204")
        .contains("access-control-allow-headers: authorization")
        .contains("access-control-allow-origin: " + ELSEWHERE);
  }

  @Test
  void whoHasAWrongTokenOrNoneIsTurnedAway() {
    with("ice.token", TOKEN);
    for (String header :
        List.of(
            "Authorization: Bearer " + TOKEN.substring(1),
            "Authorization: Bearer " + TOKEN + "x",
            "Authorization: Basic " + TOKEN,
            "Authorization: Bearer",
            "Origin: " + ELSEWHERE,
            "X-Nothing: said")) {
      Answer answer = get(header);
      assertThat(answer.status()).as(header).isEqualTo(401);
      assertThat(answer.head()).contains("www-authenticate: bearer");
      assertThat(answer.body()).doesNotContain("turn:").doesNotContain(TOKEN);
    }
    assertThat(get("Sec-Fetch-Site: same-origin").status()).as("our own page").isEqualTo(200);
    assertThat(get("Origin: http://call.example.org").status()).as("our own page").isEqualTo(200);
  }

  @Test
  void onlyReadingIsAllowedAndNothingIsBelow() {
    assertThat(ask("POST /ice", "Host: a").status()).isEqualTo(405);
    assertThat(ask("GET /ice/x", "Host: a").status()).isEqualTo(404);
    Answer head = ask("HEAD /ice", "Host: a");
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }

  @Test
  void anAddressMayNotAskAllTheTime() {
    with("limits.ice-per-minute", "5");
    for (int i = 0; i < 5; i++) {
      assertThat(get().status()).isEqualTo(200);
    }
    // A new minute may begin in between; there are not many of them.
    Answer answer = get();
    for (int i = 0; i < 50 && answer.status() == 200; i++) {
      answer = get();
    }
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.head()).contains("retry-after: 60");
  }

  @Test
  void secretsAreNeverLogged() throws Exception {
    with("ice.token", TOKEN);
    try (Recorder log = new Recorder()) {
      server.close();
      server = TestServer.start("ice.token", TOKEN, TURN[0], TURN[1], TURN[2], TURN[3]);
      assertThat(get("Authorization: Bearer " + TOKEN).status()).isEqualTo(200);
      assertThat(get("Authorization: Bearer x" + TOKEN).status()).isEqualTo(401);
      Script.of(
              List.of(
                  "ana > {\"type\":\"hello\",\"versions\":[1]}",
                  "ana < {\"type\":\"welcome\"}",
                  "ana > {\"type\":\"ice\",\"id\":1}",
                  "ana < {\"type\":\"ok\",\"re\":1}",
                  "ana > malformed"))
          .play(server.port(), "/ws", "switchboard.v1");
      Wait.until("the malformed frame is logged", () -> !log.lines().isEmpty());
      assertThat(log.lines()).noneMatch(line -> line.contains(SECRET) || line.contains(TOKEN));
    }
  }
}
