// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.it.Npm;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// socket.io-client of today and of the tutorials' time, in Node: connecting, events,
/// acknowledgements, bytes, namespaces, rooms, refusals, and coming back.
final class NodeClientsIT {
  private static final List<String> CURRENT = List.of("socket.io-client@4.8.3");
  private static final List<String> OLD = List.of("socket.io-client@2.5.0");

  private static Fixture plain;
  private static Fixture recovering;

  @BeforeAll
  static void start() throws IOException {
    Npm.assumeNode();
    plain = Fixture.start("--calm");
    recovering = Fixture.start("--calm", "--recovery");
  }

  @AfterAll
  static void stop() {
    if (recovering != null) {
      plain.close();
      recovering.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"polling", "websocket", "'polling,websocket'"})
  void theCurrentOne(String transports) throws Exception {
    play(CURRENT, plain, "current", transports);
  }

  @ParameterizedTest
  @CsvSource({"polling", "websocket", "'polling,websocket'"})
  void theCurrentOneWhereItIsRecovered(String transports) throws Exception {
    play(CURRENT, recovering, "current", transports);
  }

  @ParameterizedTest
  @CsvSource({"polling", "websocket", "'polling,websocket'"})
  void thatOfSocketIoTwo(String transports) throws Exception {
    play(OLD, plain, "old", transports);
    play(OLD, recovering, "old", transports);
  }

  private static void play(
      List<String> packages, Fixture server, String generation, String transports)
      throws IOException, InterruptedException, URISyntaxException {
    Path module = Npm.installed(packages).resolve("node_modules/socket.io-client");
    Path script =
        Path.of(Objects.requireNonNull(NodeClientsIT.class.getResource("client.cjs")).toURI());
    ProcessBuilder builder =
        new ProcessBuilder("node", "" + script, "" + module, server.url(), generation, transports);
    if (server == recovering && generation.equals("current")) {
      builder.environment().put("RECOVERS", "1");
    }
    Process node = builder.redirectErrorStream(true).start();
    String output = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(node.waitFor()).as(output).isZero();
  }
}
