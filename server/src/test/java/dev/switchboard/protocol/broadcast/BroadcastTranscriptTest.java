// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.broadcast;

import dev.switchboard.protocol.Transcripts;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BroadcastTranscriptTest {
  @Test
  void whatClientsSaidIsAnsweredAsItWas() throws IOException {
    Transcripts.play("broadcast", "/tutorial/broadcast", "");
  }
}
