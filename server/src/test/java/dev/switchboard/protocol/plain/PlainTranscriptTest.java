// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import dev.switchboard.TestServer;
import dev.switchboard.app.Switchboard;
import dev.switchboard.protocol.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlainTranscriptTest {
  private static final Path FOLDER = Path.of("src/test/resources/transcripts/plain");

  @Test
  void whatClientsSaidIsAnsweredAsItWas() throws IOException {
    try (Switchboard server = TestServer.start()) {
      for (Path file : files()) {
        Script.of(Files.readAllLines(file)).play(server.port(), "/ws", PlainProtocol.SUBPROTOCOL);
      }
    }
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList();
    }
  }
}
