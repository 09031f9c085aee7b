// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Clients that others publish with npm, as they published them. They are kept in the user's cache,
/// so that the tree holds none. Where there is no Node and no npm, tests that need them are
/// skipped.
public final class Npm {

  private static final boolean THERE = runs("npm");

  private Npm() {}

  /// The folder with these packages in its `node_modules`; they are installed when they are not
  /// there yet, by one process at a time.
  public static Path installed(List<String> packages) throws IOException {
    String name = String.join("+", packages).replaceAll("[^A-Za-z0-9.+-]", "-");
    Path place = cache().resolve(name);
    Path done = place.resolve("installed");
    Files.createDirectories(place);
    try (FileChannel turn = FileChannel.open(place.resolve("lock"), CREATE, WRITE)) {
      turn.lock();
      if (!Files.exists(done)) {
        install(place, packages);
        Files.createFile(done);
      }
    }
    return place;
  }

  /// Whether packages can be installed here.
  public static boolean isThere() {
    return THERE;
  }

  /// Skips the test that calls it where there is no Node.
  public static void assumeNode() throws IOException {
    assumeTrue(runs("node"), "no node");
  }

  private static void install(Path place, List<String> packages) throws IOException {
    assumeTrue(THERE, "no npm");
    List<String> command = new ArrayList<>(List.of("npm", "install", "--prefix", place.toString()));
    command.addAll(List.of("--no-save", "--no-package-lock", "--ignore-scripts"));
    command.addAll(List.of("--no-audit", "--no-fund", "--loglevel=error"));
    command.addAll(packages);
    Process npm = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(npm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(exitCode(npm)).as(output).isZero();
  }

  private static boolean runs(String program) {
    try {
      Process process = new ProcessBuilder(program, "--version").redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return exitCode(process) == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static int exitCode(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a program ran", e);
    }
  }

  private static Path cache() {
    String set = System.getenv("XDG_CACHE_HOME");
    Path caches =
        set == null || set.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(set);
    return caches.resolve("switchboard");
  }
}
