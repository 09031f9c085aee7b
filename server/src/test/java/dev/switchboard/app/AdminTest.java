// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.TestServer;
import dev.switchboard.protocol.Puppet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What operators and their tools see, over real sockets.
final class AdminTest {
  private static final String HERE = "Host: localhost:8080";

  private Switchboard server = TestServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  private void with(String... settings) {
    server.close();
    server = TestServer.start(settings);
  }

  private static String ask(int port, String what, String... headers) {
    String request =
        what + " HTTP/1.1\r\nConnection: close\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String metrics() {
    return ask(server.port(), "GET /metrics", HERE);
  }

  @Test
  void aServerThatRunsIsHealthyAndReady() {
    assertThat(ask(server.port(), "GET /healthz", "Host: call.example.org"))
        .startsWith("HTTP/1.1 200")
        .endsWith("ok\n");
    assertThat(ask(server.port(), "GET /readyz", "Host: call.example.org"))
        .startsWith("HTTP/1.1 200")
        .endsWith("ready\n");
    assertThat(ask(server.port(), "POST /healthz", HERE)).startsWith("HTTP/1.1 405");
    assertThat(ask(server.port(), "GET /healthz/x", HERE)).startsWith("HTTP/1.1 404");
  }

  @Test
  void metricsAreForThisMachineAlone() {
    assertThat(metrics())
        .startsWith("HTTP/1.1 200")
        .containsIgnoringCase("content-type: text/plain; version=0.0.4; charset=utf-8")
        .containsIgnoringCase("cache-control: no-store");
    for (String host : List.of("127.0.0.1", "127.8.8.8:1", "[::1]:8080")) {
      assertThat(ask(server.port(), "GET /metrics", "Host: " + host)).startsWith("HTTP/1.1 200");
    }
    for (String header :
        List.of(
            "X-Forwarded-For: 192.0.2.1",
            "Forwarded: for=192.0.2.1",
            "X-Real-IP: 192.0.2.1",
            "Via: 1.1 proxy")) {
      assertThat(ask(server.port(), "GET /metrics", HERE, header))
          .as(header)
          .startsWith("HTTP/1.1 403")
          .doesNotContain("switchboard_");
    }
    for (String host : List.of("call.example.org", "localhost.example.org", "127.0.0.1.example")) {
      assertThat(ask(server.port(), "GET /metrics", "Host: " + host))
          .as(host)
          .startsWith("HTTP/1.1 403")
          .doesNotContain("switchboard_");
    }
  }

  @Test
  void aPortOfTheirOwnHasThemAlone() {
    with("admin-port", "0");
    int port = server.adminPort().orElseThrow();
    assertThat(port).isNotEqualTo(server.port());
    assertThat(ask(port, "GET /metrics", "Host: metrics.example", "Via: 1.1 proxy"))
        .startsWith("HTTP/1.1 200")
        .contains("switchboard_peers");
    assertThat(ask(port, "GET /readyz", "Host: a")).startsWith("HTTP/1.1 200");
    assertThat(ask(port, "GET /", "Host: a")).startsWith("HTTP/1.1 404");
    assertThat(ask(port, "GET /ice", "Host: a")).startsWith("HTTP/1.1 404");
    assertThat(metrics()).startsWith("HTTP/1.1 404").doesNotContain("switchboard_");
    assertThat(ask(server.port(), "GET /readyz", HERE)).startsWith("HTTP/1.1 200");
  }

  @Test
  void aPortThatIsTakenIsNamed() {
    String taken = String.valueOf(server.port());
    assertThatThrownBy(() -> TestServer.start("admin-port", taken))
        .hasMessage(
            "admin-port: 127.0.0.1:" + taken + " is in use (expected: a free port; 0 picks one)");
  }

  @Test
  void whatHappensIsCounted() {
    Map<String, Double> before = readings(metrics());
    try (Puppet ana = Puppet.connect(server.port(), "/ws", "switchboard.v1");
        Puppet bob = Puppet.connect(server.port(), "/ws", "switchboard.v1")) {
      for (Puppet one : List.of(ana, bob)) {
        one.say("{\"type\":\"hello\",\"versions\":[1]}");
        one.hear("welcome");
        one.say("{\"type\":\"join\",\"id\":1,\"room\":\"lobby\"}");
        one.hear("\"re\":1");
      }
      ana.say("{\"type\":\"chat\",\"id\":2,\"room\":\"lobby\",\"text\":\"hi\"}");
      ana.hear("\"re\":2");
      ana.say("{\"type\":\"leave\",\"id\":3,\"room\":\"nowhere\"}");
      ana.hear("\"re\":3");
      Map<String, Double> now = readings(metrics());
      assertThat(now)
          .containsEntry("switchboard_peers", 2.0)
          .containsEntry("switchboard_rooms", 1.0)
          .containsEntry("switchboard_messages_total", 2.0)
          .containsEntry("switchboard_refusals_total{code=\"not-in-room\"}", 1.0)
          .containsEntry("switchboard_refusals_total{code=\"busy\"}", 0.0);
      assertThat(now.get("switchboard_connections")).isGreaterThanOrEqualTo(2);
      assertThat(now.keySet()).as("nobody makes them grow").isEqualTo(before.keySet());
    }
  }

  @Test
  void credentialsAreCounted() {
    with("ice.servers", "turn:turn.example.org", "ice.secret", "north");
    assertThat(ask(server.port(), "GET /ice", HERE)).startsWith("HTTP/1.1 200");
    assertThat(readings(metrics())).containsEntry("switchboard_ice_credentials_total", 1.0);
  }

  /// Each row begins with name, kind, and label in brackets or nothing.
  @Test
  void thePageNamesEveryMetricAndNoOther() throws IOException {
    String page = Files.readString(Path.of("../docs/operations.md"));
    Map<String, String> told = new TreeMap<>();
    Pattern.compile("(?m)^\\| `(switchboard_\\w+)(\\{\\w+})?` \\| (\\w+) \\|")
        .matcher(page)
        .results()
        .forEach(row ->
            told.put(row.group(1), row.group(3) + (row.group(2) == null ? "" : row.group(2))));
    Map<String, String> there = new TreeMap<>();
    String text = metrics();
    Pattern.compile("(?m)^# TYPE (\\w+) (\\w+)$")
        .matcher(text)
        .results()
        .forEach(type -> there.put(type.group(1), type.group(2)));
    Pattern.compile("(?m)^(switchboard_\\w+)\\{(\\w+)=")
        .matcher(text)
        .results()
        .forEach(line -> there.compute(line.group(1), (_, kind) -> labelled(kind, line.group(2))));
    assertThat(told).isEqualTo(there).hasSizeGreaterThan(10);
  }

  private static String labelled(String kind, String label) {
    return kind.endsWith("}") ? kind : kind + "{" + label + "}";
  }

  private static Map<String, Double> readings(String text) {
    Map<String, Double> readings = new TreeMap<>();
    Pattern.compile("(?m)^(switchboard_\\S+) (\\S+)$")
        .matcher(text)
        .results()
        .forEach(line -> readings.put(line.group(1), Double.valueOf(line.group(2))));
    return readings;
  }
}
