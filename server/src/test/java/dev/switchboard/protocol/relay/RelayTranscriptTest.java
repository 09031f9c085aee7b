// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.relay;

import dev.switchboard.protocol.Transcripts;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RelayTranscriptTest {
  @Test
  void whatClientsSaidIsAnsweredAsItWas() throws IOException {
    Transcripts.play("relay", "/tutorial/relay", "");
  }

  @Test
  void clientsOfBothTutorialsAreAnsweredAsTheyWere() throws IOException {
    Transcripts.play("auto", "/both", "", "mounts", "/both=auto");
  }
}
