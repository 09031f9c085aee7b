// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.channels;

import dev.switchboard.protocol.Transcripts;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ChannelsTranscriptTest {
  @Test
  void whatClientsSaidIsAnsweredAsItWas() throws IOException {
    Transcripts.play("channels", "/tutorial/channels", "");
  }
}
