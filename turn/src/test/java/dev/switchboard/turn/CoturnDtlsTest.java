// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// coturn's test client over DTLS, which is OpenSSL's; clients talk to each other.
final class CoturnDtlsTest {
  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "-c -y -m 4 -n 10 -z 2", // ChannelData
        "-c -y -m 2 -n 10 -z 2 -s -l 1200", // Send indications
        "-y -m 2 -n 5 -z 2 -g -D -l 171", // pairs of ports, don't-fragment, padded
      })
  void coturnsClientGetsEverythingBack(String options) throws Exception {
    TestKeys keys = TestKeys.make(folder, "RSA");
    try (Lab lab = DtlsTest.open(keys)) {
      String output = run(lab, keys.certificate(), options);
      assertThat(output).contains("Total lost packets 0 ").containsPattern("tot_recv_msgs=[1-9]");
      assertThat(output).contains("DTLS");
    }
  }

  @Test
  void itRefusesACertificateOfAnotherAuthority() throws Exception {
    TestKeys keys = TestKeys.make(folder, "RSA");
    Path elsewhere = java.nio.file.Files.createDirectory(folder.resolve("other"));
    Path stranger = TestKeys.make(elsewhere, "RSA").certificate();
    try (Lab lab = DtlsTest.open(keys)) {
      assertThat(run(lab, stranger, "-c -y -m 2 -n 1")).doesNotContain("Total lost packets 0 ");
    }
  }

  private static String run(Lab lab, Path authority, String options) throws Exception {
    List<String> command = new ArrayList<>(List.of("turnutils_uclient", "-S", "-v"));
    command.addAll(List.of("-u", "lab", "-w", "labpass", "-E", authority.toString()));
    command.addAll(List.of("-p", String.valueOf(lab.udp().getPort())));
    command.addAll(List.of(options.split(" ", -1)));
    command.add("127.0.0.1");
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (java.io.IOException _) {
      assumeTrue(false, "turnutils_uclient is missing: apt install coturn");
      throw new AssertionError();
    }
    try {
      byte[] output = process.getInputStream().readAllBytes();
      process.waitFor();
      return new String(output, StandardCharsets.UTF_8);
    } finally {
      process.destroyForcibly();
    }
  }
}
