// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.it.Line;
import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import io.socket.engineio.client.transports.Polling;
import io.socket.engineio.client.transports.WebSocket;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The official client for Java.
final class JavaClientIT {
  private static Fixture server;

  @BeforeAll
  static void start() throws IOException {
    server = Fixture.start("--calm");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
  void eventsAcksAndBytes(String transports) throws Exception {
    Socket socket = socket(server.url() + "/", Map.of("token", "abc"), transports.split(","));
    try (AutoCloseable _ = socket::close) {
      BlockingQueue<Object[]> auth = heard(socket, "auth");
      BlockingQueue<Object[]> back = heard(socket, "message-back");
      socket.connect();
      assertThat(((JSONObject) next(auth)[0]).getString("token")).isEqualTo("abc");
      socket.emit("message", 1, "zwölf", new JSONObject("{\"a\":[true]}"));
      assertThat(List.of(next(back)).toString()).isEqualTo("[1, zwölf, {\"a\":[true]}]");
      for (int i = 0; i < 100; i++) {
        socket.emit("message", i);
      }
      for (int i = 0; i < 100; i++) {
        assertThat(next(back)).containsExactly(i);
      }
      socket.emit("message", new byte[] {1, 2, -1}, new byte[100_000]);
      Object[] bytes = next(back);
      assertThat((byte[]) bytes[0]).containsExactly(1, 2, -1);
      assertThat((byte[]) bytes[1]).hasSize(100_000);

      BlockingQueue<Object[]> acked = new LinkedBlockingQueue<>();
      socket.emit("message-with-ack", new Object[] {1, "2"}, (Ack) acked::add);
      assertThat(next(acked)).containsExactly(1, "2");
      socket.on("question", asked -> ((Ack) asked[1]).call(asked[0], "fine"));
      socket.emit("ask-me", new Object[] {7}, (Ack) acked::add);
      assertThat(next(acked)[0]).hasToString("[7,\"fine\"]");
    }
  }

  @Test
  void refusals() throws Exception {
    Socket socket = socket(server.url() + "/private", Map.of("token", "guess"), WebSocket.NAME);
    try (AutoCloseable _ = socket::close) {
      BlockingQueue<Object[]> refused = heard(socket, Socket.EVENT_CONNECT_ERROR);
      socket.connect();
      assertThat(next(refused)[0])
          .hasToString("{\"data\":{\"code\":401},\"message\":\"Not authorized\"}");
    }
  }

  @Test
  void comingBack() throws Exception {
    Line line = Line.to(URI.create(server.url()).getPort());
    Socket socket = socket(line.url() + "custom", Map.of(), Polling.NAME, WebSocket.NAME);
    try (line;
        AutoCloseable _ = socket::close) {
      BlockingQueue<Object[]> auth = heard(socket, "auth");
      BlockingQueue<Object[]> gone = heard(socket, Socket.EVENT_DISCONNECT);
      socket.connect();
      next(auth);
      String id = socket.id();
      line.cut();
      next(gone);
      line.mend();
      next(auth);
      assertThat(socket.id()).isNotEqualTo(id);
    }
  }

  private static Socket socket(String url, Map<String, String> auth, String... transports) {
    IO.Options options =
        IO.Options.builder()
            .setForceNew(true)
            .setReconnectionDelay(20)
            .setTransports(transports)
            .setAuth(auth)
            .build();
    return IO.socket(URI.create(url), options);
  }

  private static BlockingQueue<Object[]> heard(Socket socket, String event) {
    BlockingQueue<Object[]> all = new LinkedBlockingQueue<>();
    socket.on(event, all::add);
    return all;
  }

  private static Object[] next(BlockingQueue<Object[]> all) throws InterruptedException {
    Object[] next = all.poll(15, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing came");
    }
    return next;
  }
}
