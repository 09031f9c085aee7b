// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// `switchboard.jar` as Maven built it, and how to run it.
final class Jar {

  private static final long PATIENCE = 30;

  private Jar() {}

  /// What a run that ended by itself left behind.
  record Outcome(int code, String out, String err) {}

  /// A process that was not started yet: works in `folder`, which also holds its data, and sees no
  /// setting of whoever runs the tests.
  static ProcessBuilder process(Path folder, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseCompactObjectHeaders");
    command.add(
        "-XX:TieredStopAtLevel=1"); // the better compiler costs more than it gives in so short a
    // life
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-jar");
    command.add(path().toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("SWITCHBOARD_"));
    builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
    return builder;
  }

  /// Runs it to its end.
  static Outcome run(Path folder, String... arguments) throws IOException, InterruptedException {
    Process process = process(folder, arguments).start();
    try {
      CompletableFuture<String> err =
          CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
      CompletableFuture<String> out =
          CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
      if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
        throw new AssertionError("still running after " + PATIENCE + " s: " + List.of(arguments));
      }
      return new Outcome(process.exitValue(), out.join(), err.join());
    } finally {
      process.destroyForcibly();
    }
  }

  private static String text(java.io.InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  private static Path path() {
    File jar = new File(System.getProperty("switchboard.jar", "../server/target/switchboard.jar"));
    if (!jar.isFile()) {
      throw new AssertionError("switchboard.jar: " + jar + " (expected: the jar of the server)");
    }
    return jar.toPath().toAbsolutePath().normalize();
  }
}
