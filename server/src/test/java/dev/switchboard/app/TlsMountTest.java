// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.TestServer;
import dev.switchboard.protocol.Puppet;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With a certificate, the ports that are to be encrypted are, and no others.
class TlsMountTest {
  private static final String PASSWORD = "changeit";

  @TempDir private Path folder;

  @Test
  void aPortForTlsSpeaksTlsAndTheOthersDoNot() throws Exception {
    KeyStore store = store();
    String cert = pem("cert.pem", "CERTIFICATE", store.getCertificate("a").getEncoded());
    byte[] secret = store.getKey("a", PASSWORD.toCharArray()).getEncoded();
    String key = pem("key.pem", "PRIVATE KEY", secret);
    try (Switchboard server =
            TestServer.start(
                "mounts", "tls:0=channels,:0=channels", "tls.cert", cert, "tls.key", key);
        HttpClient http =
            HttpClient.newBuilder().sslContext(trusting(store.getCertificate("a"))).build()) {
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

  private KeyStore store() throws Exception {
    Path file = folder.resolve("store.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String command =
        "-genkeypair -alias a -keyalg EC -groupname secp256r1 -dname CN=localhost -ext"
            + " san=dns:localhost -storetype PKCS12 -storepass "
            + PASSWORD;
    Process made =
        new ProcessBuilder((keytool + " " + command + " -keystore " + file).split(" "))
            .redirectErrorStream(true)
            .start();
    made.getInputStream().readAllBytes();
    assertThat(made.waitFor()).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  private String pem(String name, String label, byte[] der) throws Exception {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    String text = "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static SSLContext trusting(Certificate one) throws Exception {
    KeyStore known = KeyStore.getInstance("PKCS12");
    known.load(null, null);
    known.setCertificateEntry("a", one);
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(known);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trusted.getTrustManagers(), null);
    return context;
  }
}
