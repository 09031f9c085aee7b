// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.carrier.Poller;
import dev.switchboard.carrier.TestSite;
import dev.switchboard.conformance.EngineIoEcho;
import dev.switchboard.protocol.Wait;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests of sessions that poll, in revision 4.
final class EngineIoPollingTest {
  private static final String UNKNOWN = "{\"code\":1,\"message\":\"Session ID unknown\"}";
  private static final String BAD = "{\"code\":3,\"message\":\"Bad request\"}";
  private static TestSite site;

  @BeforeAll
  static void start() throws IOException {
    site = TestSite.start(TestSite.CALM, new EngineIoEcho());
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void messagesComeBackInOneBody() {
    Poller poller = Poller.open(site.port());
    var posted = poller.post("4one\u001e4\u001ebAAEC\u001e4zwölf €😀\u001eb");
    assertThat(posted.statusCode()).isEqualTo(200);
    assertThat(posted.body()).isEqualTo("ok");
    assertThat(posted.headers().firstValue("Content-Type")).hasValue("text/html");
    var got = poller.get();
    assertThat(got.body()).isEqualTo("4one\u001e4\u001ebAAEC\u001e4zwölf €😀\u001eb");
    assertThat(got.headers().firstValue("Content-Type")).hasValue("text/plain; charset=UTF-8");
  }

  /// As the official client for Java writes it.
  @Test
  void base64MayHaveBrokenLines() {
    Poller poller = Poller.open(site.port());
    assertThat(poller.post("bAQ\nID\r\n\u001e4a").statusCode()).isEqualTo(200);
    assertThat(poller.get().body()).isEqualTo("bAQID\u001e4a");
  }

  @Test
  void aPollWaitsForNews() {
    Poller poller = Poller.open(site.port());
    CompletableFuture<HttpResponse<String>> poll = Parked.poll(site, poller);
    assertThat(poll).isNotDone();
    poller.post("4news");
    assertThat(Poller.join(poll)).extracting(HttpResponse::body).isEqualTo("4news");
  }

  @Test
  void anEmptyPostIsNoMistake() {
    Poller poller = Poller.open(site.port());
    assertThat(poller.post("").statusCode()).isEqualTo(200);
    assertThat(poller.post("4a").statusCode()).isEqualTo(200);
  }

  @Test
  void twoPollsAtOnceEndTheSession() {
    Poller poller = Poller.open(site.port());
    var first = Parked.poll(site, poller);
    var second = poller.ask();
    var answers = List.of(Poller.join(first), Poller.join(second));
    assertThat(answers).extracting(HttpResponse::body).containsExactly("1", BAD);
    assertThat(answers).extracting(HttpResponse::statusCode).containsExactly(200, 400);
    assertThat(poller.get().body()).isEqualTo(UNKNOWN);
  }

  @Test
  void whoHangsUpAPollIsGone() {
    Poller poller = Poller.open(site.port());
    var poll = Parked.poll(site, poller);
    poll.cancel(true);
    assertThat(poller.get().statusCode()).isEqualTo(400);
    Wait.until("it is forgotten", () -> poller.post("4a").body().equals(UNKNOWN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"abc", "8", "9x", "/", "4a\u001e", "\u001e", "4a\u001e\u001e4b", "b!", "bA", "2"})
  void aBadPacketEndsTheSession(String body) {
    Poller poller = Poller.open(site.port());
    var poll = Parked.poll(site, poller);
    var answer = poller.post(body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo(BAD);
    assertThat(Poller.join(poll).body()).isIn("1", "4a");
    assertThat(poller.get().body()).isEqualTo(UNKNOWN);
  }

  @Test
  void bytesAsABodyBelongToRevision3() {
    Poller poller = Poller.open(site.port());
    assertThat(poller.postBytes(new byte[] {'4', 'a'}).statusCode()).isEqualTo(400);
    assertThat(poller.get().body()).isEqualTo(UNKNOWN);
  }

  @Test
  void whatIsNotUtf8EndsTheSession() throws Exception {
    Poller poller = Poller.open(site.port());
    String head =
        "POST /socket.io/?%s HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\n"
                .formatted(poller.query())
            + "Connection: close\r\nContent-Length: 2\r\n\r\n4";
    try (var socket = new java.net.Socket(InetAddress.getLoopbackAddress(), site.port())) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(0xff);
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 400");
    }
    assertThat(poller.get().body()).isEqualTo(UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0{}", "3", "5", "6", "6abc"})
  void whatMeansNothingHereIsIgnored(String packet) {
    Poller poller = Poller.open(site.port());
    assertThat(poller.post(packet).statusCode()).isEqualTo(200);
    poller.post("4still here");
    assertThat(poller.get().body()).isEqualTo("4still here");
  }

  @Test
  void whoSaysGoodbyeGetsTheirPollBack() {
    Poller poller = Poller.open(site.port());
    var poll = Parked.poll(site, poller);
    assertThat(poller.post("1").body()).isEqualTo("ok");
    assertThat(Poller.join(poll).body()).isEqualTo("6");
    assertThat(poller.get().body()).isEqualTo(UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "PATCH"})
  void otherMethodsDoNothingToASession(String method) {
    Poller poller = Poller.open(site.port());
    assertThat(Poller.send(site.port(), method, poller.query(), "").body()).isEqualTo(BAD);
    poller.post("4a");
    assertThat(poller.get().body()).isEqualTo("4a");
  }

  @Test
  void longAnswersArePackedForWhoCanUnpackThem() throws IOException {
    Poller poller = Poller.open(site.port());
    String message = "4" + "abc".repeat(400);
    poller.post(message);
    byte[] packed = poller.getBytes("Accept-Encoding", "gzip, br");
    try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      assertThat(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(message);
    }
    poller.post(message);
    assertThat(poller.get().body()).isEqualTo(message);
    poller.post("4short");
    assertThat(poller.get("Accept-Encoding", "gzip").body()).isEqualTo("4short");
  }

  @Test
  void aBrokenListenerCostsItsOwnSessionOnly() throws IOException {
    EngineIoEcho echo = new EngineIoEcho();
    try (TestSite broken =
        TestSite.start(
            TestSite.CALM,
            (connection, handshake) -> new Clumsy(echo.open(connection, handshake)))) {
      Poller poller = Poller.open(broken.port());
      Poller other = Poller.open(broken.port());
      assertThat(poller.post("4throw").statusCode()).isEqualTo(400);
      assertThat(poller.get().body()).isEqualTo("1");
      assertThat(poller.get().body()).isEqualTo(UNKNOWN);
      other.post("4a");
      assertThat(other.get().body()).isEqualTo("4a");
    }
  }
}
