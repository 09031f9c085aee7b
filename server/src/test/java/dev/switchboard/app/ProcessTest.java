// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program as an operator's tools see it: its first line, its exit codes, its signals.
final class ProcessTest {

  @TempDir Path folder;

  private Process start(String... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(args));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(folder.resolve("err").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("SWITCHBOARD_"));
    return builder.start();
  }

  private String err() throws IOException {
    return Files.readString(folder.resolve("err"));
  }

  @Test
  void mistakesEndItBeforeItStarts() throws Exception {
    Process process = start("--prot=1", "--loops=x");
    assertThat(process.waitFor(15, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
    assertThat(process.getInputStream().readAllBytes()).isEmpty();
    assertThat(err().lines()).hasSize(2);
  }

  @Test
  void itSaysWhenItIsReadyAndStopsWhenTold() throws Exception {
    Process process = start("serve", "--port=0", "--host=127.0.0.1", "--data=data");
    try (BufferedReader out = process.inputReader()) {
      assertThat(out.readLine()).matches("Switchboard is ready on http://127\\.0\\.0\\.1:\\d+/");
      process.destroy();
      assertThat(process.waitFor(15, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).isEqualTo(128 + 15);
    assertThat(err()).contains("INFO Main: stopping", "INFO Main: stopped");
    assertThat(folder.resolve("data/secret.key")).hasSize(32);
  }
}
