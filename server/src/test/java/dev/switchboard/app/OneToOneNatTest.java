// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A server whose public address is a translation: three network namespaces, one of them the NAT.
///
/// ```
///   client 198.51.100.20 ── 198.51.100.1 NAT 10.9.0.1 ── 10.9.0.5 server, known as 203.0.113.7
/// ```
final class OneToOneNatTest {
  private static final String TRANSLATION =
      """
      table ip nat {
        chain pre { type nat hook prerouting priority -100; ip daddr 203.0.113.7 dnat to 10.9.0.5; }
        chain post { type nat hook postrouting priority 100; ip saddr 10.9.0.5 snat to 203.0.113.7; }
      }
      """;

  private final String run = "sb" + ProcessHandle.current().pid();
  private final String server = run + "s";
  private final String nat = run + "n";
  private final String client = run + "c";

  @BeforeEach
  void build() throws Exception {
    assumeTrue(works("nft", "--version"), "nft is not installed (apt: nftables)");
    assumeTrue(works("turnutils_uclient", "-h"), "coturn's client is not installed (apt: coturn)");
    assumeTrue(works("ip", "netns", "add", nat), "network namespaces cannot be made here");
    must("ip", "netns", "add", server);
    must("ip", "netns", "add", client);
    join(server, "10.9.0.5/24", "10.9.0.1/24");
    join(client, "198.51.100.20/24", "198.51.100.1/24");
    must("ip", "-n", server, "route", "add", "default", "via", "10.9.0.1");
    must("ip", "-n", client, "route", "add", "203.0.113.7", "via", "198.51.100.1");
    must("ip", "netns", "exec", nat, "sysctl", "-qw", "net.ipv4.ip_forward=1");
    Process rules = begin(List.of("ip", "netns", "exec", nat, "nft", "-f", "-"));
    try (var in = rules.getOutputStream()) {
      in.write(TRANSLATION.getBytes(UTF_8));
    }
    assertThat(rules.waitFor()).isZero();
  }

  private void join(String namespace, String address, String ofNat) throws Exception {
    String end = namespace + "0";
    String far = namespace + "1";
    must("ip", "link", "add", end, "netns", namespace, "type", "veth", "peer", far, "netns", nat);
    must("ip", "-n", namespace, "addr", "add", address, "dev", end);
    must("ip", "-n", nat, "addr", "add", ofNat, "dev", far);
    must("ip", "-n", namespace, "link", "set", end, "up");
    must("ip", "-n", namespace, "link", "set", "lo", "up");
    must("ip", "-n", nat, "link", "set", far, "up");
  }

  @AfterEach
  void remove() throws Exception {
    for (String namespace : List.of(server, nat, client)) {
      works("ip", "netns", "del", namespace);
    }
  }

  @ParameterizedTest
  @CsvSource({"203.0.113.7,-c", "10.9.0.5/203.0.113.7,-t"})
  void clientsReachTheServerAndEachOthersRelays(String external, String mode) throws Exception {
    Process turn = start("--user=lab:labpass", "--external-address=" + external);
    try (BufferedReader said = turn.inputReader(UTF_8)) {
      assertThat(said.readLine()).startsWith("TURN is ready on port 3478");
      String output =
          output(
              in(client, "turnutils_uclient", "-v", "-y", "-c", mode, "-m", "2", "-n", "5")
                  .with("-u", "lab", "-w", "labpass", "203.0.113.7"));
      assertThat(output)
          .contains("Received relay addr: 203.0.113.7:", "Total lost packets 0 ")
          .containsPattern("tot_recv_msgs=[1-9]");
    } finally {
      turn.destroy();
      turn.waitFor();
    }
  }

  private Process start(String... options) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return begin(
        in(server, java, "-XX:+UseCompactObjectHeaders", "--enable-native-access=ALL-UNNAMED")
            .with("-cp", System.getProperty("java.class.path"), Main.class.getName(), "turn")
            .with(options)
            .words());
  }

  /// A command line that grows.
  private record Words(List<String> words) {
    Words with(String... more) {
      List<String> all = new ArrayList<>(words);
      all.addAll(List.of(more));
      return new Words(all);
    }
  }

  private static Words in(String namespace, String... command) {
    return new Words(List.of("ip", "netns", "exec", namespace)).with(command);
  }

  private static Process begin(List<String> command) throws IOException {
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static String output(Words command) throws Exception {
    Process process = begin(command.words());
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return said;
  }

  private static boolean works(String... command) throws Exception {
    try {
      Process process = begin(List.of(command));
      process.getInputStream().readAllBytes();
      int code = process.waitFor();
      return code == 0 || List.of(command).contains("-h");
    } catch (IOException e) {
      return false;
    }
  }

  private static void must(String... command) throws Exception {
    assertThat(works(command)).as(String.join(" ", command)).isTrue();
  }
}
