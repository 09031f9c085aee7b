// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.PemFiles;
import dev.switchboard.TestServer;
import dev.switchboard.protocol.Puppet;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With a certificate, the ports that are to be encrypted are, and no others.
class TlsMountTest {
  @TempDir private Path folder;

  @Test
  void aPortForTlsSpeaksTlsAndTheOthersDoNot() throws Exception {
    PemFiles pem = PemFiles.make(folder);
    String cert = pem.certificate().toString();
    String key = pem.key().toString();
    try (Switchboard server =
            TestServer.start(
                "mounts", "tls:0=channels,:0=channels", "tls.cert", cert, "tls.key", key);
        HttpClient http = HttpClient.newBuilder().sslContext(pem.trust()).build()) {
      assertThat(presence(http, server.ownPorts().get(0)))
          .isEqualTo("{\"isChannelPresent\":false}");
      assertThat(presence(http, server.port(), "/tutorial/channels")).contains("false");
      try (Puppet plain = Puppet.connect(server.ownPorts().get(1), "/", "")) {
        plain.say("{\"checkPresence\":1,\"channel\":1}");
        assertThat(plain.hear()).isEqualTo("{\"isChannelPresent\":false}");
      }
      assertThatThrownBy(() -> Puppet.connect(server.ownPorts().get(0), "/", "")).isNotNull();
    }
  }

  private static String presence(HttpClient http, int port) throws Exception {
    return presence(http, port, "/any/path");
  }

  private static String presence(HttpClient http, int port, String path) throws Exception {
    CompletableFuture<String> heard = new CompletableFuture<>();
    WebSocket socket =
        http.newWebSocketBuilder()
            .buildAsync(URI.create("wss://localhost:" + port + path), new First(heard))
            .get(10, TimeUnit.SECONDS);
    socket.sendText("{\"checkPresence\":1,\"channel\":1}", true);
    try {
      return heard.get(10, TimeUnit.SECONDS);
    } finally {
      socket.abort();
    }
  }

  private record First(CompletableFuture<String> heard) implements WebSocket.Listener {
    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      heard.complete(data.toString());
      return CompletableFuture.completedStage(null);
    }
  }
}
