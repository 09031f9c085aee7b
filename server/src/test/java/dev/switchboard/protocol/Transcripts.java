// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol;

import dev.switchboard.TestServer;
import dev.switchboard.app.Switchboard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The recorded conversations of one protocol, each played against a server of its own.
public final class Transcripts {
  private static final Path FOLDER = Path.of("src/test/resources/transcripts");

  private Transcripts() {}

  /// Settings of the server come in pairs.
  public static void play(String protocol, String path, String subprotocol, String... settings)
      throws IOException {
    for (Path file : files(FOLDER.resolve(protocol))) {
      try (Switchboard server = TestServer.start(settings)) {
        Script.of(Files.readAllLines(file)).play(server.port(), path, subprotocol);
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
