// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.natlab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs short commands to their end. For any thread.
final class Shell {

  private static final long PATIENCE = 20;

  private Shell() {}

  /// What a command left behind; both of its streams in one.
  record Outcome(int code, String output) {}

  /// A command that must succeed.
  ///
  /// @return what it printed
  static String run(String input, List<String> command) {
    Outcome outcome = attempt(input, command);
    if (outcome.code() != 0) {
      throw new AssertionError(String.join(" ", command) + ": " + outcome.output() + input);
    }
    return outcome.output();
  }

  static String run(String... command) {
    return run("", List.of(command));
  }

  /// A command that may fail; 127 where it does not exist.
  static Outcome attempt(String input, List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (var out = process.outputWriter()) {
        out.write(input);
      } catch (IOException e) {
        // It ended before it read all: its code says why.
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("still running: " + String.join(" ", command));
      }
      return new Outcome(process.exitValue(), output);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a command ran", e);
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains("error=2,")) {
        return new Outcome(127, "not found: " + command.getFirst());
      }
      throw new UncheckedIOException(e);
    }
  }
}
