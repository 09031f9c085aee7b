// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.carrier.Dial;
import dev.switchboard.carrier.Poller;
import dev.switchboard.carrier.TestSite;
import dev.switchboard.conformance.EngineIoEcho;
import dev.switchboard.net.Origins;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EngineIoHandshakeTest {
  private static final String SESSION = "EIO=4&transport=polling";
  private static TestSite site;

  @BeforeAll
  static void start() throws IOException {
    site = TestSite.start(TestSite.CALM, new EngineIoEcho());
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, '', 0, Transport unknown",
    "GET, EIO=4, 0, Transport unknown",
    "GET, EIO=4&transport=abc, 0, Transport unknown",
    "GET, EIO=4&transport=__proto__, 0, Transport unknown",
    "POST, EIO=4&transport=abc&sid=none, 0, Transport unknown",
    "GET, EIO=4&transport=polling&sid=none, 1, Session ID unknown",
    "POST, EIO=4&transport=polling&sid=__proto__, 1, Session ID unknown",
    "GET, EIO=4&transport=polling&sid=constructor, 1, Session ID unknown",
    "GET, EIO=4&transport=polling&sid=toString, 1, Session ID unknown",
    "GET, EIO=4&transport=polling&sid=%00, 1, Session ID unknown",
    "POST, EIO=4&transport=polling, 2, Bad handshake method",
    "PUT, EIO=4&transport=polling, 2, Bad handshake method",
    "DELETE, EIO=4&transport=polling, 2, Bad handshake method",
    "POST, EIO=4&transport=websocket, 2, Bad handshake method",
    "GET, EIO=4&transport=websocket, 3, Bad request",
    "GET, transport=polling, 5, Unsupported protocol version",
    "GET, EIO=&transport=polling, 5, Unsupported protocol version",
    "GET, EIO=2&transport=polling, 5, Unsupported protocol version",
    "GET, EIO=5&transport=polling, 5, Unsupported protocol version",
    "GET, EIO=4x&transport=polling, 5, Unsupported protocol version",
    "GET, EIO=abc&transport=polling, 5, Unsupported protocol version",
  })
  void whatIsNoHandshakeIsTurnedDown(String method, String query, int code, String message) {
    var answer = Poller.send(site.port(), method, query, "");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo("{\"code\":%d,\"message\":\"%s\"}".formatted(code, message));
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
  }

  @Test
  void aCharacterThatNoOriginHasIsABadRequest() throws IOException {
    assertThat(raw("GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nOrigin: http://\u00e4\r\n"))
        .startsWith("HTTP/1.1 400")
        .endsWith("{\"code\":3,\"message\":\"Bad request\"}");
  }

  @Test
  void aSessionKeepsItsRevision() {
    Poller old = Poller.open(site.port(), 3, "");
    var answer = Poller.send(site.port(), "GET", SESSION + "&sid=" + old.sid(), "");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("{\"code\":3,\"message\":\"Bad request\"}");
    assertThat(old.post("").statusCode()).isEqualTo(200);
  }

  @Test
  void aSessionIsGreeted() {
    var answer = Poller.send(site.port(), "GET", SESSION, "");
    assertThat(answer.body())
        .matches(
            "0\\{\"sid\":\"[A-Za-z0-9_-]{20}\",\"upgrades\":\\[\"websocket\"],"
                + "\"pingInterval\":25000,\"pingTimeout\":20000,\"maxPayload\":1000000}");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain; charset=UTF-8");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
  }

  @Test
  void aSessionOnAWebSocketHasNowhereToUpgradeTo() {
    try (Dial dial = Dial.raw(site.port(), "EIO=4")) {
      assertThat(dial.next()).startsWith("0{\"sid\":\"").contains("\"upgrades\":[],");
    }
  }

  @Test
  void nobodyChoosesTheirOwnId() {
    Poller one = Poller.open(site.port(), 4, "&io=chosen&id=chosen");
    Poller other = Poller.open(site.port(), 4, "&t=x&sid=");
    assertThat(one.sid()).isNotEqualTo("chosen").isNotEqualTo(other.sid());
    var withCookie = Poller.send(site.port(), "GET", SESSION, "", "Cookie", "io=chosen");
    assertThat(withCookie.body()).doesNotContain("chosen");
    assertThat(withCookie.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "EIO=4&transport=abc, Transport unknown",
    "EIO=4&transport=websocket&sid=none, Session ID unknown",
    "EIO=4&transport=polling, Bad request",
    "EIO=5&transport=websocket, Unsupported protocol version",
    "transport=websocket, Unsupported protocol version",
  })
  void aWebSocketIsTurnedDownBeforeItIsOne(String query, String message) throws IOException {
    String answer =
        raw(
            "GET /socket.io/?"
                + query
                + " HTTP/1.1\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
    assertThat(answer).startsWith("HTTP/1.1 400").contains(message);
  }

  @Test
  void aPageMayAskBeforeItAsks() {
    var answer =
        Poller.send(
            site.port(), "OPTIONS", SESSION, "", "Access-Control-Request-Headers", "x-token");
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Methods")).hasValue("GET,POST");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Headers")).hasValue("x-token");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
  }

  @Test
  void aBodyTooLargeIsRefusedInWordsThatAPageMayRead() {
    Poller poller = Poller.open(site.port());
    var answer = poller.post("4" + "x".repeat(1_000_000), "Origin", "http://page");
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    assertThat(poller.post("4" + "x".repeat(999_999)).statusCode()).isEqualTo(200);
    assertThat(poller.get().body()).hasSize(1_000_000);
  }

  @Test
  void onlySitesOfTheListAreAnswered() throws IOException {
    Origins origins = new Origins(List.of("https://good.example"));
    EngineIoOptions options = TestSite.calm(Duration.ofSeconds(1), 2, origins);
    try (TestSite strict = TestSite.start(options, new EngineIoEcho())) {
      var good = Poller.send(strict.port(), "GET", SESSION, "", "Origin", "https://good.example");
      assertThat(good.statusCode()).isEqualTo(200);
      assertThat(good.headers().firstValue("Access-Control-Allow-Origin"))
          .hasValue("https://good.example");
      assertThat(good.headers().firstValue("Vary")).hasValue("Origin");
      var bad = Poller.send(strict.port(), "GET", SESSION, "", "Origin", "https://bad.example");
      assertThat(bad.statusCode()).isEqualTo(403);
      assertThat(bad.body()).isEqualTo("{\"code\":4,\"message\":\"Forbidden\"}");
      assertThat(bad.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
      assertThat(bad.headers().firstValue("Vary")).hasValue("Origin");
    }
  }

  @Test
  void aFullServerTakesNobodyElse() throws IOException {
    EngineIoOptions options = TestSite.calm(Duration.ofSeconds(1), 1, new Origins(List.of("*")));
    try (TestSite full = TestSite.start(options, new EngineIoEcho())) {
      Poller first = Poller.open(full.port());
      var answer = Poller.send(full.port(), "GET", SESSION, "");
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(first.post("1").statusCode()).isEqualTo(200);
      assertThat(full.sessions()).isZero();
      Poller.open(full.port());
    }
  }

  /// One request, with `Host` and the end added, and all that comes back.
  private static String raw(String head) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.port())) {
      String close = head.contains("Connection") ? "" : "Connection: close\r\n";
      String request = head + "Host: localhost\r\n" + close + "\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
