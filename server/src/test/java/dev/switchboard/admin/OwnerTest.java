// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.TestServer;
import dev.switchboard.app.Switchboard;
import dev.switchboard.protocol.Json;
import dev.switchboard.protocol.Puppet;
import dev.switchboard.protocol.Wait;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the server's owner sees, and what people tell them, over real sockets.
final class OwnerTest {
  private static final String TOKEN = "watch-the-lamps-all-night";
  private static final String HERE = "Host: call.example.org";
  private static final String JSON = "Content-Type: application/json";

  private Switchboard server = TestServer.start("admin-token", TOKEN);

  @AfterEach
  void stop() {
    server.close();
  }

  private void with(String... settings) {
    server.close();
    server = TestServer.start(settings);
  }

  private String ask(String what, String body, String... headers) {
    List<String> lines = new ArrayList<>(List.of(what + " HTTP/1.1", "Connection: close", HERE));
    lines.addAll(List.of(headers));
    lines.add("Content-Length: " + body.length());
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(10_000);
      String request = String.join("\r\n", lines) + "\r\n\r\n" + body;
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String owner(String what, String body) {
    return ask(what, body, "Authorization: Bearer " + TOKEN);
  }

  private Map<?, ?> status() {
    String answer = owner("GET /admin/api/status", "");
    assertThat(answer).startsWith("HTTP/1.1 200").containsIgnoringCase("cache-control: no-store");
    return (Map<?, ?>) Json.parse(answer.substring(answer.indexOf("\r\n\r\n") + 4));
  }

  private static Map<?, ?> in(Map<?, ?> object, String name) {
    return (Map<?, ?>) object.get(name);
  }

  private static void joins(Puppet puppet, String room) {
    puppet.say("{\"type\":\"hello\",\"versions\":[1]}");
    puppet.hear("welcome");
    puppet.say("{\"type\":\"join\",\"id\":1,\"room\":\"" + room + "\"}");
    puppet.hear("\"re\":1");
  }

  private String rates(String body, String... headers) {
    return ask("POST /rating", body, headers);
  }

  @Test
  void theOwnerSeesRoomsAndNumbers() {
    try (Puppet ana = Puppet.connect(server.port(), "/ws", "switchboard.v1");
        Puppet bob = Puppet.connect(server.port(), "/ws", "switchboard.v1")) {
      joins(ana, "街角 fair");
      joins(bob, "街角 fair");
      bob.say("{\"type\":\"leave\",\"id\":2,\"room\":\"nowhere\"}");
      bob.hear("\"re\":2");
      Map<?, ?> room = (Map<?, ?>) ((List<?>) status().get("open")).getFirst();
      assertThat(room.get("name")).isEqualTo("街角 fair");
      assertThat(room.get("people")).isEqualTo(2L);
      assertThat(room.get("realm")).isEqualTo("main");
      assertThat((Long) room.get("since"))
          .isBetween(System.currentTimeMillis() - 60_000, System.currentTimeMillis());
      assertThat(in(status(), "refusals").get("not-in-room")).isEqualTo(1L);
      assertThat(status().get("people")).isEqualTo(2L);
      Wait.until("a second has passed", () -> in(status(), "now").get("rooms").equals(1L));
      ana.say("{\"type\":\"leave\",\"id\":3,\"room\":\"街角 fair\"}");
      ana.hear("\"re\":3");
      bob.say("{\"type\":\"leave\",\"id\":4,\"room\":\"街角 fair\"}");
      bob.hear("\"re\":4");
      Wait.until("the room is gone", () -> in(status(), "now").get("rooms").equals(0L));
      assertThat(in(status(), "peak").get("rooms")).as("of today").isEqualTo(1L);
      assertThat((List<?>) status().get("open")).isEmpty();
    }
  }

  @Test
  void theOwnerEndsARoomForAll() {
    try (Puppet ana = Puppet.connect(server.port(), "/ws", "switchboard.v1")) {
      joins(ana, "fair");
      String end = "{\"realm\":\"main\",\"room\":\"fair\"}";
      assertThat(owner("POST /admin/api/end", end)).startsWith("HTTP/1.1 204");
      ana.hear("ended");
      assertThat((List<?>) status().get("open")).isEmpty();
      assertThat(owner("POST /admin/api/end", end))
          .as("nobody is there")
          .startsWith("HTTP/1.1 404");
      ana.say("{\"type\":\"join\",\"id\":2,\"room\":\"fair\"}");
      ana.hear("\"re\":2");
    }
    for (String bad :
        List.of("", "[]", "{}", "{\"realm\":\"x\",\"room\":\"fair\"}", "{\"realm\":\"main\"}")) {
      assertThat(owner("POST /admin/api/end", bad)).as(bad).startsWith("HTTP/1.1 400");
    }
  }

  @Test
  void whoHasNoTokenSeesAndEndsNothing() {
    try (Puppet ana = Puppet.connect(server.port(), "/ws", "switchboard.v1")) {
      joins(ana, "fair");
      for (String header : List.of("X: y", "Authorization: Bearer " + TOKEN + "x")) {
        assertThat(ask("GET /admin/api/status", "", header))
            .startsWith("HTTP/1.1 401")
            .doesNotContain("fair");
        assertThat(ask("POST /admin/api/end", "{\"realm\":\"main\",\"room\":\"fair\"}", header))
            .startsWith("HTTP/1.1 401");
      }
      assertThat((List<?>) status().get("open")).hasSize(1);
    }
  }

  @Test
  void tokensCannotBeTriedOut() {
    String answer = "";
    // A new minute may begin in between; there are not many of them.
    for (int i = 0; i < 60 && !answer.startsWith("HTTP/1.1 429"); i++) {
      answer = ask("GET /admin/api/status", "", "Authorization: Bearer " + TOKEN + i);
    }
    assertThat(answer).startsWith("HTTP/1.1 429").containsIgnoringCase("retry-after: 60");
    assertThat(owner("GET /admin/api/status", ""))
        .as("the right one waits, too, so that no guess is better than another")
        .startsWith("HTTP/1.1 429");
  }

  @Test
  void roomsOfOtherDialectsAreEndedWithTheirConnections() {
    try (Puppet ana = Puppet.connect(server.port(), "/ws", "switchboard.v1");
        Puppet eve = Puppet.connect(server.port(), "/y-webrtc", "")) {
      joins(ana, "paper");
      eve.say("{\"type\":\"subscribe\",\"topics\":[\"paper\"]}").settle();
      assertThat((List<?>) status().get("open")).hasSize(2);
      String end = "{\"realm\":\"main\",\"kind\":\"ywebrtc\",\"room\":\"paper\"}";
      assertThat(owner("POST /admin/api/end", end)).startsWith("HTTP/1.1 204");
      assertThat(eve.closeCode()).isEqualTo(1000);
      Map<?, ?> left = (Map<?, ?>) ((List<?>) status().get("open")).getFirst();
      assertThat(left.get("kind")).as("the other room of that name").isEqualTo("");
      assertThat(owner("POST /admin/api/end", end)).startsWith("HTTP/1.1 404");
    }
  }

  @Test
  void withoutATokenThereIsNothing() {
    with();
    for (String header : List.of("X: y", "Authorization: Bearer ", "Authorization: Bearer x")) {
      assertThat(ask("GET /admin/api/status", "", header)).startsWith("HTTP/1.1 404");
    }
  }

  @Test
  void theOwnerSeesNoSecret() {
    with("admin-token", TOKEN, "ice.token", "open-sesame-open-sesame", "rooms.token", "hush-hush");
    assertThat(owner("GET /admin/api/status", ""))
        .startsWith("HTTP/1.1 200")
        .doesNotContain(TOKEN, "open-sesame", "hush-hush");
  }

  @Test
  void ratingsAreCounted() {
    assertThat(rates("{\"score\":\"patchy\",\"problems\":[\"freeze\",\"echo\"]}", JSON))
        .startsWith("HTTP/1.1 204");
    assertThat(rates("{\"score\":\"great\"}", JSON, "Origin: https://call.example.org"))
        .startsWith("HTTP/1.1 204");
    assertThat(in(status(), "ratings").toString()).isEqualTo("{patchy=1, great=1}");
    assertThat(in(status(), "problems").toString()).isEqualTo("{freeze=1, echo=1}");
    assertThat(ask("GET /metrics", "").startsWith("HTTP/1.1 403")).isTrue();
  }

  @Test
  void whatIsNoRatingIsRefusedAndNotCounted() {
    for (String bad :
        List.of(
            "",
            "[]",
            "{\"score\":\"superb\"}",
            "{\"score\":4}",
            "{\"score\":\"fine\",\"problems\":[\"weather\"]}",
            "{\"score\":\"fine\",\"problems\":\"echo\"}")) {
      assertThat(rates(bad, JSON)).as(bad).startsWith("HTTP/1.1 400");
    }
    String fine = "{\"score\":\"fine\"}";
    assertThat(rates(fine, "Content-Type: text/plain")).startsWith("HTTP/1.1 415");
    assertThat(rates(fine, JSON, "Origin: https://pages.example")).startsWith("HTTP/1.1 403");
    assertThat(rates(fine + " ".repeat(300), JSON)).startsWith("HTTP/1.1 413");
    assertThat(ask("GET /rating", "")).startsWith("HTTP/1.1 405");
    assertThat(in(status(), "ratings")).isEmpty();
  }

  @Test
  void anAddressMayNotRateAllTheTime() {
    String answer = "";
    for (int i = 0; i < 100 && !answer.startsWith("HTTP/1.1 429"); i++) {
      answer = rates("{\"score\":\"bad\"}", JSON);
    }
    assertThat(answer).startsWith("HTTP/1.1 429");
  }
}
