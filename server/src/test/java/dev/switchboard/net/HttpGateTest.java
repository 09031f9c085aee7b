// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How HTTP connections go on and end, over loopback.
final class HttpGateTest {
  private static final String HOST = " HTTP/1.1\r\nHost: localhost\r\n";
  private static EchoServer server;

  @BeforeAll
  static void start() throws IOException {
    server = EchoServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void pipelinedRequestsAreAnsweredInTheirOrder() throws IOException {
    StringBuilder requests = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      requests.append(i % 2 == 0 ? "GET /none/" : "GET /room").append(i).append(HOST + "\r\n");
    }
    try (Caller caller = Caller.dial(server.port()).send(requests.toString())) {
      for (int i = 0; i < 200; i++) {
        assertThat(caller.answer().status()).isEqualTo(i % 2 == 0 ? 404 : 200);
      }
    }
  }

  @Test
  void nothingIsAnsweredBehindConnectionClose() throws IOException {
    try (Caller caller = Caller.dial(server.port())) {
      caller.send("GET /a" + HOST + "Connection: close\r\n\r\nGET /b" + HOST + "\r\n");
      assertThat(caller.answer().header("Connection")).isEqualTo("close");
      assertThat(caller.rest()).isEmpty();
    }
  }

  @Test
  void nothingIsAnsweredBehindARefusal() throws IOException {
    try (Caller caller = Caller.dial(server.port())) {
      caller.send("GET /%00" + HOST + "\r\nGET /b" + HOST + "\r\n" + Caller.upgrade("/echo", ""));
      assertThat(caller.answer().status()).isEqualTo(400);
      assertThat(caller.rest()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"'',''", "'Connection: keep-alive',keep-alive"})
  void clientsOfHttp10AreServed(String header, String connection) throws IOException {
    String line = header.isEmpty() ? "" : header + "\r\n";
    try (Caller caller = Caller.dial(server.port()).send("GET / HTTP/1.0\r\n" + line + "\r\n")) {
      Caller.Answer answer = caller.answer();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("Connection")).isEqualTo(connection);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003 hello TLS\r\n\r\n",
        "hello\r\n\r\n",
        "GET / HTTP/1.1\r\nno colon\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX\u0000Y: z\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\nzz\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
      })
  void garbageIsTurnedDown(String garbage) throws IOException {
    try (Caller caller = Caller.dial(server.port()).send(garbage)) {
      Caller.Answer answer = caller.answer();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(caller.rest()).isEmpty();
    }
  }

  @Test
  void longLinesAndHeadersHaveTheirOwnAnswers() throws IOException {
    try (Caller caller = Caller.dial(server.port())) {
      caller.send("GET /" + "x".repeat(1 << 20));
      assertThat(caller.answer().status()).isEqualTo(414);
      assertThat(caller.rest()).isEmpty();
    }
    try (Caller caller = Caller.dial(server.port())) {
      caller.send("GET /" + HOST + "X: y\r\n".repeat(100_000));
      assertThat(caller.answer().status()).isEqualTo(431);
      assertThat(caller.rest()).isEmpty();
    }
  }

  @Test
  void aBodyOverTheLimitIsTurnedDownThoughMoreOfItComes() throws IOException {
    byte[] body = new byte[2 << 20];
    for (String form : new String[] {"Content-Length: 99999999", "Transfer-Encoding: chunked"}) {
      try (Caller caller = Caller.dial(server.port())) {
        caller.send(
            "POST /" + HOST + form + "\r\n\r\n" + (form.endsWith("d") ? "7fffffff\r\n" : ""));
        caller.send(body);
        assertThat(caller.answer().status()).isEqualTo(413);
        assertThat(caller.rest()).isEmpty();
      }
    }
  }

  @Test
  void smallBodiesAreReadPast() throws IOException {
    try (Caller caller = Caller.dial(server.port())) {
      caller.send("POST /" + HOST + "Content-Length: 65536\r\n\r\n").send(new byte[65536]);
      assertThat(caller.answer().status()).isEqualTo(405);
      String chunks = "2\r\nhi\r\n1;x=y\r\n!\r\n0\r\nTrailer: z\r\n\r\n";
      caller.send("GET /" + HOST + "Transfer-Encoding: chunked\r\n\r\n" + chunks);
      assertThat(caller.answer().status()).isEqualTo(200);
      caller.send("GET /" + HOST + "\r\n");
      assertThat(caller.answer().status()).isEqualTo(200);
    }
  }

  @Test
  void whoExpectsToBeAskedForABodyIsNotLeftWaiting() throws IOException {
    try (Caller caller = Caller.dial(server.port())) {
      caller.send("POST /" + HOST + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n");
      assertThat(caller.answer().status()).isEqualTo(417);
      assertThat(caller.rest()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /room",
        "GET /room HTTP/1.1\r\nHost: lo",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        "",
      })
  void aLineThatEndsInTheMiddleLeavesNothingBehind(String part) throws Exception {
    try (EchoServer own = EchoServer.start()) {
      Caller half = Caller.dial(own.port()).send(part);
      Caller broken = Caller.dial(own.port()).send(part);
      EchoServer.await("came", () -> own.listeners.connections() == 2);
      half.closeOutput();
      half.rest();
      broken.reset();
      EchoServer.await("gone", () -> own.listeners.connections() == 0);
    }
  }

  @Test
  void anExceptionOfTheEndpointIsAnsweredWith500() throws IOException {
    try (Caller caller = Caller.dial(server.port()).send(Caller.upgrade("/echo?throw", ""))) {
      assertThat(caller.answer().status()).isEqualTo(500);
      assertThat(caller.rest()).isEmpty();
    }
  }
}
