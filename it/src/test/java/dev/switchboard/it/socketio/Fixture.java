// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.socketio;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The conformance server as a process of its own, out of the server's tests and the jar.
final class Fixture implements AutoCloseable {
  private static final String MAIN = "dev.switchboard.conformance.ConformanceServer";

  private final Process process;
  private final String url;

  private Fixture(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  static Fixture start(String... options) throws IOException {
    Path jar = Path.of(System.getProperty("switchboard.jar", "../server/target/switchboard.jar"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(jar.resolveSibling("test-classes") + File.pathSeparator + jar);
    command.add(MAIN);
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    BufferedReader lines = process.inputReader();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("listening on ")) {
        Thread.ofVirtual().start(() -> lines.lines().forEach(_ -> {}));
        return new Fixture(process, line.replaceFirst(".*ws://(.*)/echo", "http://$1"));
      }
    }
    throw new AssertionError("it did not start: exit " + process.exitValue());
  }

  /// Without a slash at the end.
  String url() {
    return url;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
