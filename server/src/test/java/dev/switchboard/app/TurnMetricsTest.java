// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.TestServer;
import dev.switchboard.turn.RestCredentials;
import dev.switchboard.turn.stun.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What operators see of calls that are relayed, from the client's packet to `/metrics`.
final class TurnMetricsTest {
  private final Secrets secrets = Secrets.inMemory();
  private final Switchboard server = TestServer.start(secrets, "limits.turn-allocations", "2");

  @AfterEach
  void stop() {
    server.close();
  }

  private double reading(String metric) throws IOException {
    String request = "GET /metrics HTTP/1.1\r\nConnection: close\r\nHost: localhost\r\n\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String said = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher found =
          Pattern.compile("(?m)^switchboard_turn_" + Pattern.quote(metric) + " (\\S+)$")
              .matcher(said);
      assertThat(found.find()).as(metric + " in " + said).isTrue();
      return Double.parseDouble(found.group(1));
    }
  }

  private TurnCaller udp() throws IOException {
    RestCredentials.Credential login = login();
    return TurnCaller.udp(server.port(), login.username(), login.password());
  }

  private TurnCaller tcp() throws IOException {
    RestCredentials.Credential login = login();
    return TurnCaller.tcp(server.port(), login.username(), login.password());
  }

  private RestCredentials.Credential login() {
    return new RestCredentials(secrets.turn(), InstantSource.system())
        .mint("ana", Instant.now().plusSeconds(60));
  }

  @Test
  void whatARelayMovesAndWhatIsRefusedIsCounted() throws IOException {
    assertThat(reading("allocations")).isZero();
    try (TurnCaller ana = udp();
        TurnCaller bob = tcp();
        TurnCaller late = udp()) {
      Endpoint anas = ana.allocate();
      Endpoint bobs = bob.allocate();
      assertThat(reading("allocations")).isEqualTo(2);
      assertThat(reading("refusals_total{code=\"401\"}")).as("each asked for a nonce").isEqualTo(2);
      assertThat(TurnCaller.code(late.allocation())).isEqualTo(486);
      assertThat(reading("refusals_total{code=\"486\"}")).isEqualTo(1);
      assertThat(ana.bind(bobs)).isZero();
      assertThat(bob.bind(anas)).isZero();
      for (int i = 0; i < 10; i++) {
        ana.send(new byte[100]);
        assertThat(bob.hear()).hasSize(100);
      }
      // Out of one relay and into the other.
      assertThat(reading("relayed_bytes_total{to=\"peers\"}")).isEqualTo(1000);
      assertThat(reading("relayed_bytes_total{to=\"clients\"}")).isEqualTo(1000);
      assertThat(reading("dropped_packets_total")).isZero();
      assertThat(bob.release()).isZero();
      assertThat(reading("allocations")).isEqualTo(1);
      ana.send(new byte[100]);
      assertThat(ana.release()).isZero();
      assertThat(reading("allocations")).isZero();
      assertThat(reading("allocated_total")).isEqualTo(2);
    }
  }

  @Test
  void aWrongPasswordIsCountedAndMakesNothing() throws IOException {
    try (TurnCaller eve = TurnCaller.udp(server.port(), login().username(), "guess")) {
      assertThat(TurnCaller.code(eve.allocation())).isEqualTo(401);
    }
    assertThat(reading("refusals_total{code=\"401\"}")).as("no nonce, wrong key").isEqualTo(2);
    assertThat(reading("allocated_total")).isZero();
  }
}
