// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.text.Utf8;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// RFC 6455, section 4.2, over loopback.
final class HandshakeTest {
  private static final String GOOD = Caller.upgrade("/echo", "");
  private static EchoServer server;

  @BeforeAll
  static void start() throws IOException {
    server = EchoServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static Stream<Arguments> violations() {
    return Stream.of(
        Arguments.of("version 8", 426, GOOD.replace("Version: 13", "Version: 8")),
        Arguments.of("no version", 426, GOOD.replace("Sec-WebSocket-Version: 13\r\n", "")),
        Arguments.of("version x", 426, GOOD.replace("Version: 13", "Version: 13x")),
        Arguments.of("no key", 400, GOOD.replace("Sec-WebSocket-Key", "X-Key")),
        Arguments.of("short key", 400, GOOD.replace(Caller.KEY, "dGhlIHNhbXBsZQ==")),
        Arguments.of("long key", 400, GOOD.replace(Caller.KEY, Caller.KEY + "AAAA")),
        Arguments.of("unpadded key", 400, GOOD.replace("==\r\n", "\r\n")),
        Arguments.of("no base64", 400, GOOD.replace(Caller.KEY, "!!!!!!!!!!!!!!!!!!!!!!==")),
        Arguments.of("no Upgrade", 400, GOOD.replace("Upgrade: websocket\r\n", "")),
        Arguments.of("Upgrade to else", 400, GOOD.replace("websocket\r\n", "h2c\r\n")),
        Arguments.of("no Connection", 400, GOOD.replace("Connection:", "X-Connection:")),
        Arguments.of("Connection to else", 400, GOOD.replace("keep-alive, Upgrade", "close")),
        Arguments.of("no Host", 400, GOOD.replace("Host: localhost\r\n", "")),
        Arguments.of("two Hosts", 400, GOOD.replace("Host:", "Host: other\r\nHost:")),
        Arguments.of("HTTP/1.0", 400, GOOD.replace("HTTP/1.1", "HTTP/1.0")),
        Arguments.of("POST", 400, GOOD.replace("GET", "POST")),
        Arguments.of("foreign page", 403, with("Origin: https://evil.example\r\n")),
        Arguments.of("hidden page", 403, with("Origin: null\r\n")),
        Arguments.of("other port", 403, with("Origin: http://localhost:81\r\n")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("violations")
  void aWrongRequestGetsItsStatusAndTheLineEnds(String name, int status, String request)
      throws IOException {
    try (Caller caller = Caller.dial(server.port()).send(request)) {
      Caller.Answer answer = caller.answer();
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.header("Connection")).isEqualTo("close");
      assertThat(answer.header("Sec-WebSocket-Version")).isEqualTo(status == 426 ? "13" : "");
      assertThat(caller.rest()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/echo, 426",
    "/nowhere/else, 404",
  })
  void aPlainGetIsToldWhatThePathIsFor(String path, int status) throws IOException {
    try (Caller caller = Caller.dial(server.port())) {
      caller.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
      Caller.Answer answer = caller.answer();
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.header("Upgrade")).isEqualTo(status == 426 ? "websocket" : "");
    }
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "Origin: http://localhost",
        "Origin: HTTPS://LocalHost:443",
        "Sec-WebSocket-Extensions: permessage-deflate; what",
        "upgrade: foo, WebSocket",
      },
      delimiter = '|')
  void aGoodRequestIsAcceptedWithTheAnswerOfTheRfc(String more) throws IOException {
    try (Caller caller = Caller.dial(server.port()).send(with(more + "\r\n"))) {
      Caller.Answer answer = caller.answer();
      assertThat(answer.status()).isEqualTo(101);
      assertThat(answer.header("Sec-WebSocket-Accept")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
      assertThat(answer.header("Upgrade")).isEqualToIgnoringCase("websocket");
      assertThat(answer.header("Connection")).isEqualToIgnoringCase("upgrade");
      assertThat(answer.headers())
          .doesNotContainKeys("sec-websocket-protocol", "sec-websocket-extensions");
      assertThat(caller.send(new ClientFrames().text("hi")).frame()).isEqualTo("text hi");
    }
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "echo| echo",
        "other, echo| echo",
        "a; echo| echo",
        "other|''",
        ",,|''",
      },
      delimiter = '|')
  void theSubprotocolIsOneOfThoseOffered(String offered, String chosen) throws IOException {
    String name = "Sec-WebSocket-Protocol: ";
    String request = with(name + offered.replace(";", "\r\n" + name) + "\r\n");
    try (Caller caller = Caller.dial(server.port()).send(request)) {
      Caller.Answer answer = caller.answer();
      assertThat(answer.status()).isEqualTo(101);
      assertThat(answer.header("Sec-WebSocket-Protocol")).isEqualTo(chosen);
    }
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "permessage-deflate| ''",
        "permessage-deflate; server_max_window_bits=9| ; server_max_window_bits=9",
        "x, permessage-deflate; client_max_window_bits| ''",
      },
      delimiter = '|')
  void compressionIsAgreedOnAndUsed(String offered, String more) throws IOException {
    String request = with("Sec-WebSocket-Extensions: " + offered + "\r\n");
    String large = "a=candidate:1 1 udp 2122260223 192.168.0.7 50000 typ host\n".repeat(100);
    try (Caller caller = Caller.dial(server.port()).send(request)) {
      Caller.Answer answer = caller.answer();
      assertThat(answer.header("Sec-WebSocket-Extensions"))
          .isEqualTo(
              "permessage-deflate; server_no_context_takeover; client_no_context_takeover" + more);
      int first = ClientFrames.FIN | FrameRules.RSV1 | WebSocketReader.TEXT;
      for (int i = 0; i < 3; i++) {
        caller.send(new ClientFrames().frame(first, Deflated.message(large)));
        assertThat(caller.frame()).isEqualTo("deflated text " + large);
        caller.send(new ClientFrames().frame(first, Deflated.message("tiny")));
        assertThat(caller.frame()).isEqualTo("text tiny");
      }
    }
  }

  @Test
  void framesRightBehindTheRequestAreNotLost() throws IOException {
    byte[] frames = new ClientFrames().text("early").ping("bird").bytes();
    byte[] request = GOOD.getBytes(StandardCharsets.US_ASCII);
    byte[] both = Arrays.copyOf(request, request.length + frames.length);
    System.arraycopy(frames, 0, both, request.length, frames.length);
    for (int cut : new int[] {both.length, request.length - 1, request.length, both.length - 3}) {
      try (Caller caller = Caller.dial(server.port())) {
        caller.send(Arrays.copyOf(both, cut));
        caller.send(Arrays.copyOfRange(both, cut, both.length));
        assertThat(caller.answer().status()).isEqualTo(101);
        assertThat(caller.frame()).isEqualTo("text early");
        assertThat(caller.frame()).isEqualTo("pong bird");
      }
    }
  }

  @Test
  void aBrokenFrameRightBehindTheRequestIsAnsweredBehindThe101() throws IOException {
    try (Caller caller = Caller.dial(server.port())) {
      byte[] bad = new ClientFrames().frame(0xf1, "x").bytes();
      caller.send(GOOD + new String(bad, StandardCharsets.ISO_8859_1));
      assertThat(caller.answer().status()).isEqualTo(101);
      assertThat(caller.frame()).startsWith("close 1002");
      assertThat(caller.rest()).isEmpty();
    }
  }

  @Test
  void aPipelinedPageIsAnsweredBeforeTheUpgrade() throws IOException {
    try (Caller caller = Caller.dial(server.port())) {
      caller.send("GET /robots.nil/x HTTP/1.1\r\nHost: localhost\r\n\r\n" + GOOD);
      assertThat(caller.answer().status()).isEqualTo(404);
      assertThat(caller.answer().status()).isEqualTo(101);
    }
  }

  private static String with(String more) {
    return Caller.upgrade("/echo", more);
  }

  @Test
  void whatTheEndpointSaysAtOnceComesBehindThe101() throws Exception {
    String large = "x".repeat(200_000);
    try (EchoServer eager = EchoServer.start()) {
      eager.onOpen =
          session -> {
            session.connection.send(Utf8.of("welcome"));
            session.connection.flush();
            session.connection.send(Utf8.of(large));
            session.connection.send(Utf8.of(large));
          };
      try (Caller caller = Caller.webSocket(eager.port())) {
        assertThat(caller.frame()).isEqualTo("text welcome");
        assertThat(caller.frame()).isEqualTo("text " + large);
        assertThat(caller.frame()).isEqualTo("text " + large);
        assertThat(caller.send(new ClientFrames().text("so")).frame()).isEqualTo("text so");
      }
    }
  }

  @Test
  void anExceptionOnOpeningEndsIn1011() throws Exception {
    try (EchoServer broken = EchoServer.start()) {
      broken.onOpen =
          session -> {
            session.connection.wake();
            throw new IllegalStateException("thrown by a test in open");
          };
      try (Caller caller = Caller.webSocket(broken.port())) {
        assertThat(caller.frame()).startsWith("close 1011");
        caller.send(new ClientFrames().close(1011));
        assertThat(caller.rest()).isEmpty();
      }
      EchoServer.await("gone", () -> broken.listeners.connections() == 0);
    }
  }

  @Test
  void anEndpointMayCloseAtOnce() throws Exception {
    try (EchoServer curt = EchoServer.start()) {
      curt.onOpen = session -> session.connection.close(CloseReason.TRY_LATER, "no");
      try (Caller caller = Caller.webSocket(curt.port())) {
        assertThat(caller.frame()).isEqualTo("close 1013 server full: no");
        caller.send(new ClientFrames().close(1013));
        assertThat(caller.rest()).isEmpty();
      }
      assertThat(curt.session().end()).isEqualTo("1013 by us");
    }
  }
}
