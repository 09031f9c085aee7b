// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The jar's command line, from any folder.
final class StartIT {

  @TempDir Path folder;

  @Test
  void itServesTheAppTheClientAndTheirParts() throws Exception {
    try (ServerProcess server = ServerProcess.start();
        HttpClient http = HttpClient.newHttpClient()) {
      assertThat(get(http, server.url()).body()).contains("<title>Switchboard</title>");
      assertThat(get(http, server.url() + "brass-lamp-42").body())
          .contains("<title>Switchboard</title>");
      HttpResponse<String> client = get(http, server.url() + "client/switchboard.js");
      assertThat(client.statusCode()).isEqualTo(200);
      assertThat(client.headers().firstValue("content-type").orElse("")).contains("javascript");
      assertThat(get(http, server.url() + "client/nothing.js").statusCode()).isEqualTo(404);
      assertThat(get(http, server.url() + "client/emitter.test.js").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void itStopsInGoodOrderAndTellsTheClients() throws Exception {
    try (ServerProcess server = ServerProcess.start();
        HttpClient http = HttpClient.newHttpClient()) {
      Closing closing = new Closing();
      WebSocket socket =
          http.newWebSocketBuilder()
              .subprotocols("switchboard.v1")
              .buildAsync(URI.create(server.url().replace("http", "ws") + "ws"), closing)
              .get(10, TimeUnit.SECONDS);
      try {
        socket.sendText("{\"type\":\"hello\",\"versions\":[1]}", true).get(10, TimeUnit.SECONDS);
        closing.spoken.get(10, TimeUnit.SECONDS);

        long before = System.nanoTime();
        int code = server.stop();
        assertThat(closing.code.get(10, TimeUnit.SECONDS)).isEqualTo(1001);
        assertThat(code).isEqualTo(143);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
      } finally {
        socket.abort();
      }
    }
  }

  @Test
  void itComesBackOnTheSamePort() throws Exception {
    try (ServerProcess server = ServerProcess.start();
        HttpClient http = HttpClient.newHttpClient()) {
      String url = server.url();
      assertThat(get(http, url).statusCode()).isEqualTo(200);
      server.kill();
      server.restart();
      assertThat(server.url()).isEqualTo(url);
      try (HttpClient another = HttpClient.newHttpClient()) {
        assertThat(get(another, url).statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void aSecondOneOnTheSamePortSaysThatItIsTaken() throws Exception {
    try (ServerProcess server = ServerProcess.start()) {
      Jar.Outcome second = Jar.run(folder, "serve", "--port", "" + server.port());
      assertThat(second.code()).isEqualTo(1);
      assertThat(second.err().lines()).hasSize(1);
      assertThat(second.err()).contains(":" + server.port() + " is in use");
      assertThat(second.out()).isEmpty();
    }
  }

  @Test
  void helpListsTheKeys() throws Exception {
    Jar.Outcome help = Jar.run(folder, "--help");
    assertThat(help.code()).isZero();
    assertThat(help.out()).contains("--port", "--limits.ring", "--print-config");
    assertThat(help.err()).isEmpty();
  }

  @Test
  void versionIsOneLine() throws Exception {
    Jar.Outcome version = Jar.run(folder, "--version");
    assertThat(version.code()).isZero();
    assertThat(version.out().strip()).matches("switchboard \\d+\\.\\d+\\.\\d+.* \\(Java .+\\)");
  }

  @Test
  void whatIsPrintedAsConfigurationCanBeReadAsSuch() throws Exception {
    Jar.Outcome first = Jar.run(folder, "--print-config", "--limits.ring=7s");
    assertThat(first.code()).isZero();
    assertThat(first.out()).contains("limits.ring=7s");

    Files.writeString(folder.resolve("switchboard.properties"), first.out());
    Jar.Outcome second = Jar.run(folder, "--print-config");
    assertThat(second.code()).isZero();
    assertThat(second.out()).contains("limits.ring=7s");
  }

  @Test
  void mistakesEndItWithASuggestion() throws Exception {
    Jar.Outcome wrong = Jar.run(folder, "--prot=80", "--limits.frame=1t");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err())
        .contains("--prot: no such option (did you mean --port?)")
        .contains("--limits.frame: 1t (expected: a size from 1k to 16m)");
    assertThat(wrong.out()).isEmpty();
  }

  private static HttpResponse<String> get(HttpClient http, String url) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(10)).build();
    return http.send(request, BodyHandlers.ofString());
  }

  /// Hears one message and how the connection ends.
  private static final class Closing implements WebSocket.Listener {

    private final CompletableFuture<CharSequence> spoken = new CompletableFuture<>();
    private final CompletableFuture<Integer> code = new CompletableFuture<>();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      socket.request(1);
      spoken.complete(data);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      code.complete(status);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      spoken.completeExceptionally(error);
      code.completeExceptionally(error);
    }
  }
}
