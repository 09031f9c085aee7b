// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.PemFiles;
import dev.switchboard.TestServer;
import dev.switchboard.protocol.Puppet;
import dev.switchboard.turn.RestCredentials;
import dev.switchboard.turn.stun.Endpoint;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Everything that one port speaks, at once: pages, WebSockets, STUN and TURN, over UDP, TCP and
/// TLS. Each conversation must be right by itself.
final class MixedPortTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  private static final int AT_ONCE = 3;
  private static final int ROUNDS = 4;
  private static final int PACKETS = 20;

  /// They all come from one address, which is answered no more than so often without credentials.
  private static final String ALL = "1000000";

  private static final Pattern LOGIN =
      Pattern.compile("\"username\":\"([^\"]+)\",\"credential\":\"([^\"]+)\"");

  /// Several of each kind, side by side.
  private static void together(List<Callable<Void>> kinds) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Void>> all = new ArrayList<>();
      for (Callable<Void> kind : kinds) {
        for (int i = 0; i < AT_ONCE; i++) {
          all.add(threads.submit(kind));
        }
      }
      for (Future<Void> each : all) {
        each.get(180, TimeUnit.SECONDS);
      }
    }
  }

  private interface Round {
    void run() throws Exception;
  }

  private static Callable<Void> rounds(Round round) {
    return () -> {
      for (int i = 0; i < ROUNDS; i++) {
        round.run();
      }
      return null;
    };
  }

  @Test
  void everyKindIsServedRightBesideTheOthers() throws Exception {
    try (Switchboard server = TestServer.start("limits.turn-challenges", ALL);
        HttpClient http = HttpClient.newHttpClient()) {
      int port = server.port();
      URI page = URI.create("http://127.0.0.1:" + port + "/");
      RestCredentials.Credential login = login(http, page);
      together(
          List.of(
              rounds(() -> page(http, page)),
              rounds(() -> chat(port)),
              rounds(() -> binding(TurnCaller.udp(port, "", ""))),
              rounds(() -> binding(TurnCaller.tcp(port, "", ""))),
              rounds(() -> relay(udp(port, login), udp(port, login))),
              rounds(() -> relay(tcp(port, login), tcp(port, login))),
              rounds(() -> relay(udp(port, login), tcp(port, login))),
              rounds(() -> nonsense(port))));
      assertThat(status(http, page)).isEqualTo(200);
    }
  }

  @Test
  void withACertificateStunAndTurnAreServedInTheClearTooAndPagesAreNot(@TempDir Path folder)
      throws Exception {
    PemFiles pem = PemFiles.make(folder);
    try (Switchboard server =
            TestServer.start(
                "tls.cert",
                pem.certificate().toString(),
                "tls.key",
                pem.key().toString(),
                "limits.turn-challenges",
                ALL);
        HttpClient http = HttpClient.newBuilder().sslContext(pem.trust()).build()) {
      int port = server.port();
      URI page = URI.create("https://localhost:" + port + "/");
      RestCredentials.Credential login = login(http, page);
      together(
          List.of(
              rounds(() -> page(http, page)),
              rounds(() -> binding(TurnCaller.tcp(port, "", ""))),
              rounds(() -> binding(TurnCaller.over(tls(pem, port), "", ""))),
              rounds(() -> relay(tcp(port, login), over(tls(pem, port), login))),
              rounds(() -> relay(over(tls(pem, port), login), udp(port, login))),
              rounds(() -> clearPage(port))));
    }
  }

  private static Socket tls(PemFiles pem, int port) throws Exception {
    return pem.trust().getSocketFactory().createSocket(HERE, port);
  }

  private static TurnCaller udp(int port, RestCredentials.Credential login) throws Exception {
    return TurnCaller.udp(port, login.username(), login.password());
  }

  private static TurnCaller tcp(int port, RestCredentials.Credential login) throws Exception {
    return TurnCaller.tcp(port, login.username(), login.password());
  }

  private static TurnCaller over(Socket socket, RestCredentials.Credential login) throws Exception {
    return TurnCaller.over(socket, login.username(), login.password());
  }

  private static RestCredentials.Credential login(HttpClient http, URI page) throws Exception {
    HttpRequest ask = HttpRequest.newBuilder(page.resolve("/ice")).build();
    String said = http.send(ask, HttpResponse.BodyHandlers.ofString()).body();
    Matcher found = LOGIN.matcher(said);
    assertThat(found.find()).as(said).isTrue();
    return new RestCredentials.Credential(found.group(1), found.group(2));
  }

  private static void page(HttpClient http, URI page) throws Exception {
    HttpRequest ask = HttpRequest.newBuilder(page).build();
    HttpResponse<String> answer = http.send(ask, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).startsWith("<!doctype html>").contains("</html>");
  }

  private static int status(HttpClient http, URI page) throws Exception {
    HttpRequest ask = HttpRequest.newBuilder(page).build();
    return http.send(ask, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private static void chat(int port) {
    String room = "room-" + Thread.currentThread().threadId();
    try (Puppet ana = Puppet.connect(port, "/ws", "switchboard.v1")) {
      ana.say("{\"type\":\"hello\",\"versions\":[1]}");
      ana.hear("welcome");
      ana.say("{\"type\":\"join\",\"id\":1,\"room\":\"" + room + "\"}");
      ana.hear("\"re\":1");
      ana.say("{\"type\":\"chat\",\"id\":2,\"room\":\"" + room + "\",\"text\":\"hi\"}");
      ana.hear("\"re\":2");
    }
  }

  private static void binding(TurnCaller caller) throws Exception {
    try (caller) {
      assertThat(caller.knowsItsAddress()).isTrue();
      assertThat(caller.knowsItsAddress()).isTrue();
    }
  }

  /// Two clients, each with a relay, talk through both.
  private static void relay(TurnCaller ana, TurnCaller bob) throws Exception {
    try (ana;
        bob) {
      Endpoint anas = ana.allocate();
      Endpoint bobs = bob.allocate();
      assertThat(ana.bind(bobs)).isZero();
      assertThat(bob.bind(anas)).isZero();
      Random random = new Random();
      for (int i = 0; i < PACKETS; i++) {
        byte[] said = new byte[4 * (1 + random.nextInt(300))];
        random.nextBytes(said);
        ana.send(said);
        assertThat(bob.hear()).isEqualTo(said);
        bob.send(said);
        assertThat(ana.hear()).isEqualTo(said);
      }
      assertThat(ana.release()).isZero();
      assertThat(bob.release()).isZero();
    }
  }

  /// Closes nobody's connection but its own.
  private static void nonsense(int port) throws Exception {
    try (Socket socket = new Socket(HERE, port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(new byte[] {0, 52, 0, 3, 0, 32, 33, 18});
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  /// HTTP without TLS is no TLS: at most an alert comes back.
  private static void clearPage(int port) throws Exception {
    try (Socket socket = new Socket(HERE, port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().readAllBytes()).hasSizeLessThan(20);
    }
  }
}
