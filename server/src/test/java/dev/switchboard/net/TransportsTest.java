// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.switchboard.text.Utf8;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What depends on how the sockets are driven, with all there are.
final class TransportsTest {
  @ParameterizedTest
  @EnumSource
  void theClientOfTheJdkIsAnswered(Transport transport) throws Exception {
    try (EchoServer server = start(transport);
        HttpClient client = HttpClient.newHttpClient()) {
      CompletableFuture<String> heard = new CompletableFuture<>();
      CompletableFuture<Integer> closed = new CompletableFuture<>();
      WebSocket socket =
          client
              .newWebSocketBuilder()
              .subprotocols("echo")
              .buildAsync(
                  URI.create("ws://127.0.0.1:" + server.port() + "/echo"), ear(heard, closed))
              .get(10, TimeUnit.SECONDS);
      assertThat(socket.getSubprotocol()).isEqualTo("echo");
      socket.sendText("In Stücken ", false).join();
      socket.sendText("水🍌", true).join();
      assertThat(heard.get(10, TimeUnit.SECONDS)).isEqualTo("In Stücken 水🍌");
      socket.sendClose(4000, "enough").join();
      assertThat(closed.get(10, TimeUnit.SECONDS)).isEqualTo(4000);
      assertThat(server.session().end()).isEqualTo("4000 by peer");
      socket.abort();
    }
  }

  @ParameterizedTest
  @EnumSource
  void allThatWasSentArrivesBeforeTheCloseFrameAndTheEnd(Transport transport) throws Exception {
    String large = "x".repeat(3_000_000);
    try (EchoServer server = start(transport);
        Caller caller = Caller.webSocket(server.port())) {
      Connection connection = server.session().connection;
      CompletableFuture<Void> closed = new CompletableFuture<>();
      connection.execute(() -> {
        connection.send(Utf8.of(large));
        connection.close(CloseReason.NORMAL, "");
        closed.complete(null);
      });
      closed.get(10, TimeUnit.SECONDS);
      caller.send(new ClientFrames().close(1000));
      assertThat(caller.frame()).hasSize(3_000_005).endsWith("xx");
      assertThat(caller.frame()).startsWith("close 1000");
      assertThat(caller.rest()).isEmpty();
    }
  }

  /// Closing at once would reset the line, and the reset overtake the close frame.
  @ParameterizedTest
  @EnumSource
  void theCloseFrameReachesAClientThatSendsOnBehindItsMistake(Transport transport)
      throws Exception {
    byte[] junk = new byte[300_000];
    new Random(1).nextBytes(junk);
    for (byte[] mistake :
        new byte[][] {
          new ClientFrames().frame(0xf1, "x").bytes(),
          new ClientFrames().close(1006).bytes(),
          new ClientFrames().header(0x82, 1L << 40, 64).raw(1, 2, 3, 4).bytes(),
        }) {
      try (EchoServer server = start(transport);
          Caller caller = Caller.webSocket(server.port())) {
        caller.send(mistake).send(junk).send(junk);
        assertThat(caller.frame()).containsAnyOf("close 1002", "close 1009");
        assertThat(caller.rest()).isEmpty();
        caller.hangUp();
        EchoServer.await("gone", () -> server.listeners.connections() == 0);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aResetCountsAs1006(Transport transport) throws Exception {
    try (EchoServer server = start(transport)) {
      Caller caller = Caller.webSocket(server.port());
      caller.reset();
      assertThat(server.session().end()).isEqualTo("1006 by peer");
      EchoServer.await("gone", () -> server.listeners.connections() == 0);
    }
  }

  private static EchoServer start(Transport transport) throws Exception {
    assumeTrue(transport.isAvailable(), transport.shown() + " is not available here");
    return EchoServer.start(transport, EchoServer.LIMITS);
  }

  private static WebSocket.Listener ear(
      CompletableFuture<String> heard, CompletableFuture<Integer> closed) {
    StringBuilder text = new StringBuilder();
    return new WebSocket.Listener() {
      @Override
      public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
          heard.complete(text.toString());
        }
        socket.request(1);
        return CompletableFuture.completedStage(null);
      }

      @Override
      public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        closed.complete(code);
        return CompletableFuture.completedStage(null);
      }
    };
  }
}
