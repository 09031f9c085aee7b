// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.switchboard.PemFiles;
import dev.switchboard.text.Utf8;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// WebSockets over TLS, with a certificate that keytool makes.
final class TlsTest {
  @TempDir private static Path folder;
  private static Listeners.Certificate certificate;
  private static SSLContext trust;

  @BeforeAll
  static void makeCertificate() throws Exception {
    PemFiles pem = PemFiles.make(folder);
    certificate = new Listeners.Certificate(pem.certificate(), pem.key());
    trust = pem.trust();
  }

  @ParameterizedTest
  @EnumSource
  void webSocketsRunOverTlsToTheirCloseFrame(Transport transport) throws Exception {
    String large = "水".repeat(100_000);
    try (EchoServer server = start(transport);
        Caller caller = dial(server)) {
      caller.send(new ClientFrames().text("safe").text(large));
      assertThat(caller.frame()).isEqualTo("text safe");
      assertThat(caller.frame()).isEqualTo("text " + large);
      caller.send(new ClientFrames().close(1000));
      assertThat(caller.frame()).isEqualTo("close 1000 ");
      assertThat(caller.rest()).isEmpty();
      assertThat(server.session().end()).isEqualTo("1000 by peer");
    }
  }

  @ParameterizedTest
  @EnumSource
  void theCloseFrameReachesAClientThatSendsOnBehindItsMistake(Transport transport)
      throws Exception {
    byte[] junk = new byte[200_000];
    new Random(1).nextBytes(junk);
    try (EchoServer server = start(transport);
        Caller caller = dial(server)) {
      caller.send(new ClientFrames().frame(0xf1, "x")).send(junk).send(junk);
      assertThat(caller.frame()).startsWith("close 1002");
      assertThat(caller.rest()).isEmpty();
      caller.hangUp();
      assertThat(server.session().end()).isEqualTo("1002 by us");
    }
  }

  @ParameterizedTest
  @EnumSource
  void allThatWasSentArrivesBeforeTheCloseFrame(Transport transport) throws Exception {
    Utf8 large = Utf8.of("x".repeat(3_000_000));
    try (EchoServer server = start(transport);
        Caller caller = dial(server)) {
      Connection connection = server.session().connection;
      CompletableFuture<Void> closed = new CompletableFuture<>();
      connection.execute(() -> {
        connection.send(large);
        connection.close(CloseReason.NORMAL, "");
        closed.complete(null);
      });
      closed.get(10, TimeUnit.SECONDS);
      caller.send(new ClientFrames().close(1000));
      assertThat(caller.frame()).hasSize(5 + large.length());
      assertThat(caller.frame()).startsWith("close 1000");
      assertThat(caller.rest()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void stunBehindTlsIsToldFromHttp(Transport transport) throws Exception {
    try (EchoServer server = start(transport)) {
      server.listeners.stun(channel -> channel.pipeline().addLast(new FirstByteTest.Echo()));
      InetAddress here = InetAddress.getLoopbackAddress();
      try (Caller stun = new Caller(trust.getSocketFactory().createSocket(here, server.port()));
          Caller socket = dial(server)) {
        stun.send(new byte[] {0, 1, 'x'});
        stun.send(new byte[] {'y'});
        assertThat(stun.exactly(4)).containsExactly(0, 1, 'x', 'y');
        assertThat(socket.send(new ClientFrames().text("safe")).frame()).isEqualTo("text safe");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoStopsInTheMiddleOfTheHandshakeIsClosed(Transport transport) throws Exception {
    assumeTrue(transport.isAvailable(), transport.shown() + " is not available here");
    NetLimits hasty = new NetLimits(9, 9, 1 << 20, 9, 0, Duration.ofMillis(100));
    try (EchoServer server = EchoServer.startTls(transport, certificate, hasty)) {
      server.listeners.stun(channel -> channel.pipeline().addLast(new FirstByteTest.Echo()));
      try (Caller silent = Caller.dial(server.port());
          Caller half = Caller.dial(server.port())) {
        half.send(new byte[] {0x16, 3, 1, 0, 100, 1});
        // At most the alerts of TLS.
        assertThat(silent.rest()).hasSizeLessThan(20);
        assertThat(half.rest()).hasSizeLessThan(20);
      }
    }
  }

  @Test
  void theServerGoingAwayIsSaidOverTls() throws Exception {
    EchoServer server = start(Transport.best());
    try (Caller caller = dial(server)) {
      Thread closing = Thread.ofPlatform().start(server.listeners::close);
      assertThat(caller.frame()).isEqualTo("close 1001 going away");
      caller.send(new ClientFrames().close(1001));
      assertThat(caller.rest()).isEmpty();
      closing.join();
    }
  }

  @Test
  void whoSpeaksNoTlsIsGoneAtOnce() throws Exception {
    try (EchoServer server = start(Transport.best())) {
      Caller caller = Caller.dial(server.port()).send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(new String(caller.rest(), StandardCharsets.ISO_8859_1)).doesNotContain("HTTP");
      caller.close();
      EchoServer.await("gone", () -> server.listeners.connections() == 0);
    }
  }

  @Test
  void aKeyThatIsNoneIsNamed() {
    var wrong = new Listeners.Certificate(certificate.chain(), certificate.chain());
    assertThatThrownBy(() -> EchoServer.startTls(Transport.NIO, wrong))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("tls.cert: " + certificate.chain());
  }

  private static EchoServer start(Transport transport) throws IOException {
    assumeTrue(transport.isAvailable(), transport.shown() + " is not available here");
    return EchoServer.startTls(transport, certificate);
  }

  private static Caller dial(EchoServer server) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            trust.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), server.port());
    Caller caller = new Caller(socket).send(Caller.upgrade("/echo", ""));
    assertThat(caller.answer().status()).isEqualTo(101);
    return caller;
  }
}
