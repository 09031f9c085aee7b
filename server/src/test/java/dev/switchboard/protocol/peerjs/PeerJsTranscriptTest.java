// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.peerjs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.TestServer;
import dev.switchboard.app.Switchboard;
import dev.switchboard.protocol.Script;
import dev.switchboard.protocol.Transcripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PeerJsTranscriptTest {
  private static final String ADDRESS = "/peerjs/peerjs?key=peerjs&id=$name&token=t&version=1.5.5";
  private static final Path PAGE = Path.of("../docs/protocols/peerjs.md");

  @Test
  void whatClientsSaidIsAnsweredAsItWas() throws IOException {
    Transcripts.play("peerjs", ADDRESS, "");
  }

  @Test
  void everyExampleOnThePageIsWhatTheServerSays() throws IOException {
    String page = Files.readString(PAGE);
    Script script = Script.ofPage(page);

    assertThat(script.size()).isGreaterThan(10);
    try (Switchboard server = TestServer.start("limits.peerjs-expire", "300ms")) {
      script.play(server.port(), ADDRESS, "");
    }
  }

  @Test
  void everyErrorStandsOnThePage() throws IOException {
    String page = Files.readString(PAGE);
    for (var error :
        new Object[] {
          PeerJsFrames.INCOMPLETE,
          PeerJsFrames.WRONG_KEY,
          PeerJsFrames.WRONG_ID,
          PeerJsFrames.WRONG_TOKEN,
          PeerJsFrames.FULL,
          PeerJsFrames.TAKEN
        }) {
      String words = error.toString().replaceAll(".*\"msg\":\"|\"}}$", "");
      assertThat(page).contains(words);
    }
  }
}
