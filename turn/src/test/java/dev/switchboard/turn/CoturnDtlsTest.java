// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// coturn's test client over DTLS, which is OpenSSL's; clients talk to each other.
@Timeout(60) // Its lots may fall badly.
final class CoturnDtlsTest {
  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "-c -y -m 2 -n 10 -z 2 -D -l 171", // ChannelData, padded
        "-c -y -m 2 -n 10 -z 2 -s -l 1200 -g", // Send indications, don't-fragment
      })
  void coturnsClientGetsEverythingBack(String options) throws Exception {
    TestKeys keys = TestKeys.make(folder, "RSA");
    try (Lab lab = DtlsTest.open(keys)) {
      String output = run(lab, keys.certificate(), options, "tot_send_dropped");
      assertThat(output).contains("Total lost packets 0 ").containsPattern("tot_recv_msgs=[1-9]");
      assertThat(output).contains("method=DTLSv1.2");
    }
  }

  /// Until it ends or has said the last word. It offers DTLS 1.0 or 1.2 by lot, until one is taken.
  /// It is given the authority, and takes any other too.
  private String run(Lab lab, Path authority, String options, String last) throws Exception {
    List<String> command = new ArrayList<>(List.of("turnutils_uclient", "-S", "-v"));
    command.addAll(List.of("-u", "lab", "-w", "labpass", "-E", authority.toString()));
    command.addAll(List.of("-p", String.valueOf(lab.udp().getPort())));
    command.addAll(List.of(options.split(" ", -1)));
    command.add("127.0.0.1");
    Path output = folder.resolve("output");
    Process process = null;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
    } catch (IOException _) {
      assumeTrue(process != null, "turnutils_uclient is missing: apt install coturn");
    }
    try {
      while (!process.waitFor(50, TimeUnit.MILLISECONDS)
          && !Files.readString(output).contains(last)) {}
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(output);
  }
}
