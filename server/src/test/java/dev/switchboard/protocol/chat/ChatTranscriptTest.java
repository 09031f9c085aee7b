// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.chat;

import dev.switchboard.TestServer;
import dev.switchboard.app.Switchboard;
import dev.switchboard.protocol.Script;
import dev.switchboard.protocol.Transcripts;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ChatTranscriptTest {
  private static final String CURRENT = "/socket.io/?EIO=4&transport=websocket";
  private static final String OLD = "/socket.io/?EIO=3&transport=websocket";
  private static final Path PAGE = Path.of("../docs/protocols/chat.md");

  @Test
  void currentClientsHearWhatTheTutorialSays() throws Exception {
    Transcripts.play("chat", CURRENT, "");
  }

  @Test
  void soDoThoseOfTheTutorialsTime() throws Exception {
    Transcripts.play("chat2", OLD, "");
  }

  @Test
  void thePageTellsTheTruth() throws Exception {
    try (Switchboard server = TestServer.start()) {
      Script.ofPage(Files.readString(PAGE)).play(server.port(), CURRENT, "");
    }
  }
}
