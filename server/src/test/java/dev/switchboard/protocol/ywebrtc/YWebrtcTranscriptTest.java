// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.ywebrtc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.TestServer;
import dev.switchboard.app.Switchboard;
import dev.switchboard.protocol.Script;
import dev.switchboard.protocol.Transcripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class YWebrtcTranscriptTest {
  @Test
  void whatClientsSaidIsAnsweredAsItWas() throws IOException {
    Transcripts.play("ywebrtc", "/y-webrtc", "");
  }

  @Test
  void everyExampleOnThePageIsWhatTheServerSays() throws IOException {
    Script script = Script.ofPage(Files.readString(Path.of("../docs/protocols/ywebrtc.md")));

    assertThat(script.size()).isGreaterThan(10);
    try (Switchboard server = TestServer.start()) {
      script.play(server.port(), "/y-webrtc", "");
    }
  }
}
