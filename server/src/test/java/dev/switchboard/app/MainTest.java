// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What ends before a server starts: exit codes, and who hears what.
final class MainTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(Map<String, String> environment, String... args) {
    return new Main(
            new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), environment)
        .run(args);
  }

  @Test
  void allProblemsAreTheOnlyLinesOnStandardError() {
    int code =
        run(Map.of("SWITCHBOARD_QR", "maybe"), "--prot=1", "--loops", "many", "--print-config");
    assertThat(code).isEqualTo(2);
    assertThat(out.toString(UTF_8)).isEmpty();
    assertThat(err.toString(UTF_8))
        .isEqualTo(
            """
            --prot: no such option (did you mean --port?)
            --loops: many (expected: a whole number from 0 to 1024)
            SWITCHBOARD_QR: maybe (expected: one of auto, always, never)
            """);
  }

  @Test
  void printConfigShowsWhatIsInForce() {
    assertThat(run(Map.of("SWITCHBOARD_QR", "never"), "serve", "--print-config")).isZero();
    assertThat(out.toString(UTF_8)).contains("# from: SWITCHBOARD_QR\nqr=never\n");
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @Test
  void helpAndVersionWinOverMistakes() {
    assertThat(run(Map.of("SWITCHBOARD_X", "x"), "--help", "--prot")).isZero();
    assertThat(out.toString(UTF_8)).startsWith("Usage: switchboard");
    out.reset();
    assertThat(run(Map.of(), "--version")).isZero();
    assertThat(out.toString(UTF_8)).startsWith("switchboard ").contains("(Java 2");
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @Test
  void aBrokenKeyStopsTheStart(@TempDir Path folder) throws IOException {
    Files.write(folder.resolve("secret.key"), new byte[31]);
    assertThat(run(Map.of(), "--port=0", "--data=" + folder)).isEqualTo(1);
    assertThat(err.toString(UTF_8)).startsWith(folder.resolve("secret.key") + ": 31 bytes");
  }
}
