// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.text.Utf8;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Requests that are answered by an endpoint: at once, later, or not at all.
final class HttpExchangeTest {
  private static final int MOST = 5000;
  private static final String HOST = " HTTP/1.1\r\nHost: localhost\r\n";

  private final BlockingQueue<HttpExchange> asked = new LinkedBlockingQueue<>();
  private Listeners listeners;

  @BeforeEach
  void start() throws IOException {
    Routes routes = new Routes.Builder().site("/ask", new Desk()).build();
    var bind = new Listeners.Bind("127.0.0.1", Transport.NIO, 1);
    listeners =
        Listeners.open(bind, EchoServer.LIMITS, List.of(new Listeners.Door(0, routes, null)));
  }

  @AfterEach
  void stop() {
    listeners.close();
  }

  @Test
  void anyMethodComesWithItsPathQueryAndBody() throws Exception {
    try (Caller caller = Caller.dial(listeners.port())) {
      caller.send("PUT /ask/a/b?x=%20" + HOST + "X-Odd: 1\r\nContent-Length: 3\r\n\r\nabc");
      HttpExchange exchange = next();
      assertThat(exchange.method()).isEqualTo("PUT");
      assertThat(exchange.path()).isEqualTo("/ask/a/b");
      assertThat(exchange.below()).isEqualTo("a/b");
      assertThat(exchange.query()).isEqualTo("x=%20");
      assertThat(exchange.header("x-odd")).isEqualTo("1");
      assertThat(exchange.body()).isEqualTo(new byte[] {'a', 'b', 'c'});
      exchange.answer(HttpAnswer.text(201, "done").with("X-Answer", "7"));
      Caller.Answer answer = caller.answer();
      assertThat(answer.status()).isEqualTo(201);
      assertThat(answer.header("X-Answer")).isEqualTo("7");
      assertThat(answer.body()).asString().isEqualTo("done\n");
    }
  }

  @Test
  void theConnectionGoesOnAfterALateAnswer() throws Exception {
    try (Caller caller = Caller.dial(listeners.port())) {
      for (int i = 0; i < 3; i++) {
        caller.send("GET /ask" + HOST + "\r\n");
        HttpExchange exchange = next();
        exchange.answer(HttpAnswer.of(200, "text/plain", Utf8.of("late " + i)));
        assertThat(caller.answer().body()).asString().isEqualTo("late " + i);
      }
    }
  }

  @Test
  void aSecondAnswerIsDropped() throws Exception {
    try (Caller caller = Caller.dial(listeners.port())) {
      caller.send("GET /ask" + HOST + "\r\n");
      HttpExchange exchange = next();
      exchange.answer(HttpAnswer.text(200, "one"));
      exchange.answer(HttpAnswer.text(200, "two"));
      assertThat(caller.answer().body()).asString().isEqualTo("one\n");
      caller.send("GET /app/nothing.js" + HOST + "\r\n");
      assertThat(caller.answer().status()).isEqualTo(404);
    }
  }

  @Test
  void aBodyIsBoundedByTheEndpoint() throws Exception {
    try (Caller caller = Caller.dial(listeners.port())) {
      caller.send("POST /ask" + HOST + "Content-Length: " + MOST + "\r\n\r\n" + "x".repeat(MOST));
      HttpExchange exchange = next();
      assertThat(exchange.body()).hasSize(MOST);
      exchange.answer(HttpAnswer.text(200, "ok"));
      assertThat(caller.answer().status()).isEqualTo(200);
      int more = MOST + 1;
      caller.send("POST /ask" + HOST + "Content-Length: " + more + "\r\n\r\n" + "x".repeat(more));
      assertThat(caller.answer().status()).isEqualTo(413);
      assertThat(asked).isEmpty();
    }
  }

  @Test
  void whoGoesBeforeTheAnswerIsKnownToHaveGone() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    try (Caller caller = Caller.dial(listeners.port())) {
      caller.send("GET /ask" + HOST + "\r\n");
      HttpExchange exchange = next();
      CountDownLatch told = new CountDownLatch(1);
      exchange.execute(() -> {
        exchange.whenGone(gone::countDown);
        told.countDown();
      });
      assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
      caller.reset();
      assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
      exchange.answer(HttpAnswer.text(200, "into the void"));
    }
  }

  @Test
  void aRequestBehindOneThatWaitsEndsTheConnection() throws Exception {
    try (Caller caller = Caller.dial(listeners.port())) {
      caller.send("GET /ask" + HOST + "\r\n");
      HttpExchange first = next();
      caller.send("GET /ask" + HOST + "\r\n");
      assertThat(caller.answer().status()).isEqualTo(400);
      first.answer(HttpAnswer.text(200, "too late"));
      assertThat(caller.rest()).isEmpty();
    }
  }

  private HttpExchange next() throws InterruptedException {
    HttpExchange exchange = asked.poll(10, TimeUnit.SECONDS);
    assertThat(exchange).isNotNull();
    return exchange;
  }

  private final class Desk implements HttpEndpoint {
    @Override
    public int mostBody() {
      return MOST;
    }

    @Override
    public void ask(HttpExchange exchange) {
      asked.add(exchange);
    }
  }
}
