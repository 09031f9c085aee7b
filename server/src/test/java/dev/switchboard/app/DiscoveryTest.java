// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.switchboard.TestServer;
import dev.switchboard.config.Config;
import dev.switchboard.config.Settings;
import dev.switchboard.config.Sources;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// NAT behaviour discovery, as coturn's client sees it: on two addresses of loopback, which on
/// Linux are there without asking.
final class DiscoveryTest {
  private static final Path CLIENT = Path.of("/usr/bin/turnutils_natdiscovery");
  private static final String PAIR = "127.0.0.1,127.0.0.2";

  @BeforeEach
  void mayRun() {
    assumeTrue(
        Files.isExecutable(CLIENT), "coturn's turnutils_natdiscovery is missing (apt: coturn)");
  }

  @Test
  void theServerOffersItWhereItIsTold() throws Exception {
    String second = String.valueOf(free());
    try (Switchboard server =
        TestServer.start("turn.discovery", PAIR, "turn.discovery-port", second)) {
      assertThat(said(server.port()))
          .contains("Other addr: : 127.0.0.2:" + second)
          .contains("No NAT! (Endpoint Independent Mapping)")
          .contains("NAT with Endpoint Independent Filtering!");
    }
  }

  @Test
  void soDoesTheCommand() throws Exception {
    String second = String.valueOf(free());
    List<String> problems = new ArrayList<>();
    Arguments arguments =
        Arguments.parse(
            "turn",
            "--user=a:b",
            "--port=0",
            "--host=127.0.0.1",
            "--turn.discovery=" + PAIR,
            "--turn.discovery-port=" + second);
    TurnCommand command = TurnCommand.read(arguments, Map.of(), problems);
    Settings settings = Settings.read(new Sources(command.settings(), Map.of(), Path.of("target")));
    assertThat(settings.problems()).isEmpty();
    try (TurnCommand.Running server = command.start(Config.from(settings))) {
      assertThat(said(server.turn().port()))
          .contains("Other addr: : 127.0.0.2:" + second)
          .contains("No NAT! (Endpoint Independent Mapping)")
          .contains("NAT with Endpoint Independent Filtering!");
    }
  }

  @Test
  void otherwiseItIsNotOffered() throws Exception {
    try (Switchboard server = TestServer.start()) {
      assertThat(said(server.port())).doesNotContain("Other addr").doesNotContain("NAT with");
    }
  }

  private static int free() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  /// Asks for the behaviour of mapping and of filtering.
  private static String said(int port) throws Exception {
    Process process =
        new ProcessBuilder(
                CLIENT.toString(), "-m", "-f", "-L", "127.0.0.1", "-p", "" + port, "127.0.0.1")
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return said;
  }
}
