// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.switchboard.PemFiles;
import dev.switchboard.config.Config;
import dev.switchboard.config.Settings;
import dev.switchboard.config.Sources;
import dev.switchboard.turn.RestCredentials;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `switchboard turn`, up to coturn's client.
final class TurnCommandTest {
  private static final Path CLIENT = Path.of("/usr/bin/turnutils_uclient");

  private static final Pattern RECEIVED = Pattern.compile("tot_recv_msgs=[1-9]");

  @Test
  void itsHelpSaysWhatMattersToItAndNothingElse() {
    String help = Arguments.parse("turn", "--help").usage();
    assertThat(help)
        .startsWith("Usage: switchboard turn [options]\n")
        .contains("--user=NAME:PASSWORD", "--secret=TEXT", "(3478)", "--external-address=ADDRESS")
        .contains("--turn.ports=FIRST-LAST", "--tls.cert=PATH", "--limits.turn-allocations=N")
        .doesNotContain("--mounts", "--qr", "--limits.rooms");
    assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(111));
  }

  @Test
  void withoutAUserItWouldServeNobody() {
    assertThat(problems(Map.of(), "turn", "--port=0"))
        .isEqualTo("--user: (nothing) (expected: NAME:PASSWORD, or --secret for expiring ones)\n");
  }

  @Test
  void aPasswordIsNeverShown() {
    assertThat(problems(Map.of(), "turn", "--user=hunter2"))
        .isEqualTo("--user: (hidden) (expected: NAME:PASSWORD)\n");
  }

  @Test
  void userIsAnOptionOfThisCommandAlone() {
    assertThat(problems(Map.of(), "--user=a:b")).startsWith("--user: no such option");
    assertThat(problems(Map.of(), "turn", "--mounts=x", "--user=a:b")).startsWith("--mounts");
  }

  @Test
  void usersAndTheSecretAreLetIn() throws Exception {
    assumeTrue(Files.isExecutable(CLIENT), "coturn's client is not installed (apt: coturn)");
    RestCredentials shared = new RestCredentials("s3cret", InstantSource.system());
    RestCredentials.Credential login = shared.mint("eva", Instant.now().plusSeconds(60));
    try (TurnCommand.Running server =
        start(
            Map.of("SWITCHBOARD_TURN_SECRET", "s3cret"),
            "turn",
            "--user=ana:one",
            "--user=bob:t:wo",
            "--port=0",
            "--host=127.0.0.1",
            "--turn.allow-peers=127.0.0.1")) {
      assertThat(server.banner())
          .startsWith("TURN is ready on port " + server.turn().port() + " (UDP, TCP)\n");
      int port = server.turn().port();
      for (String mode : List.of("-c", "-t")) {
        assertThat(relays(port, mode, "ana", "one")).isTrue();
        assertThat(relays(port, mode, "bob", "t:wo")).isTrue();
        assertThat(relays(port, mode, login.username(), login.password())).isTrue();
      }
      assertThat(relays(port, "-c", "ana", "wrong")).isFalse();
    }
  }

  /// DTLS has the port of UDP, TLS that of TCP.
  @Test
  void withACertificateBothTransportsAreEncrypted(@TempDir Path folder) throws Exception {
    assumeTrue(Files.isExecutable(CLIENT), "coturn's client is not installed (apt: coturn)");
    PemFiles pem = PemFiles.make(folder);
    try (TurnCommand.Running server =
        start(
            Map.of(),
            "turn",
            "--user=ana:one",
            "--port=0",
            "--host=127.0.0.1",
            "--tls.cert=" + pem.certificate(),
            "--tls.key=" + pem.key(),
            "--turn.allow-peers=127.0.0.1")) {
      // The client offers versions by lot, old ones too, and gives up on some.
      for (String mode : List.of("-S", "-S -t")) {
        boolean done = false;
        for (int tries = 0; tries < 8 && !done; tries++) {
          done = relays(server.turn().port(), mode, "ana", "one");
        }
        assertThat(done).as(mode).isTrue();
      }
    }
  }

  @Test
  void thereAreNoPages() throws IOException {
    try (TurnCommand.Running server =
            start(Map.of(), "turn", "--user=a:b", "--port=0", "--host=127.0.0.1");
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.turn().port())) {
      socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(UTF_8));
      assertThat(new String(socket.getInputStream().readNBytes(12), UTF_8))
          .isEqualTo("HTTP/1.1 404");
    }
  }

  /// Two clients that reach each other's relays; the client ends with 0 in any case, and tells.
  private static boolean relays(int port, String mode, String user, String password)
      throws Exception {
    List<String> command =
        new ArrayList<>(List.of(CLIENT.toString(), "-y", "-c", "-n", "3", "-m", "2"));
    command.addAll(List.of(mode.split(" ", -1)));
    command.addAll(
        List.of("-u", user, "-w", password, "-p", "" + port, "-e", "127.0.0.1", "127.0.0.1"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return said.contains("Total lost packets 0 ") && RECEIVED.matcher(said).find();
  }

  private static TurnCommand.Running start(Map<String, String> environment, String... words) {
    List<String> problems = new ArrayList<>();
    TurnCommand command = TurnCommand.read(Arguments.parse(words), environment, problems);
    Settings settings =
        Settings.read(new Sources(command.settings(), environment, Path.of("target")));
    problems.removeIf(String::isEmpty);
    assertThat(problems).as(Arrays.toString(words)).isEmpty();
    return command.start(Config.from(settings));
  }

  private static String problems(Map<String, String> environment, String... words) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
    assertThat(new Main(out, new PrintStream(err, true, UTF_8), environment).run(words))
        .isEqualTo(2);
    return err.toString(UTF_8);
  }
}
