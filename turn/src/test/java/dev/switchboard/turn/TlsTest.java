// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.turn.stun.Endpoint;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// TLS is a handler in front: the server knows nothing of it.
final class TlsTest {
  private static final char[] SECRET = "changeit".toCharArray();

  @TempDir private Path folder;

  @Test
  void aClientOverTlsAllocatesAndRelays() throws Exception {
    KeyStore keys = keys();
    SslContext tls = server(keys);
    Door.Tcp door =
        new Door.Tcp(
            new Endpoint(Lab.HERE, 0).toSocketAddress(),
            pipeline -> pipeline.addLast(tls.newHandler(pipeline.channel().alloc())));
    TurnConfig config = Lab.config();
    TurnConfig secure =
        new TurnConfig(
            List.of(door),
            config.relays(),
            config.ports(),
            config.realm(),
            config.limits(),
            config.peers(),
            1);
    try (Lab lab = Lab.open(secure)) {
      TestPeer peer = lab.peer();
      TestClient client =
          lab.client(
              Wire.stream(
                  client(keys).getSocketFactory().createSocket("127.0.0.1", lab.udp().getPort())));
      Endpoint relay = client.allocate();
      TestClient.require(client.bind(0x4000, peer.address()));
      client.sendChannelData(0x4000, new byte[7]);
      assertThat(peer.receive()).hasSize(7);
      peer.send(new byte[9], relay);
      assertThat(client.wire.receive()).isEqualTo(TestClient.channelData(0x4000, new byte[9]));
    }
  }

  private KeyStore keys() throws Exception {
    Path file = folder.resolve("keys.p12");
    String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    List<String> command =
        List.of(
            tool,
            "-genkeypair",
            "-alias",
            "turn",
            "-keyalg",
            "EC",
            "-storetype",
            "PKCS12",
            "-keystore",
            file.toString(),
            "-storepass",
            "changeit",
            "-dname",
            "CN=localhost");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, SECRET);
    }
    return keys;
  }

  private static SslContext server(KeyStore keys) throws Exception {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, SECRET);
    return SslContextBuilder.forServer(factory).build();
  }

  private static SSLContext client(KeyStore keys) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("turn", keys.getCertificate("turn"));
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }
}
