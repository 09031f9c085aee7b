// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import dev.switchboard.protocol.Transcripts;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PlainTranscriptTest {
  @Test
  void whatClientsSaidIsAnsweredAsItWas() throws IOException {
    Transcripts.play(
        "plain",
        "/ws",
        PlainProtocol.SUBPROTOCOL,
        "ice.servers",
        "stun:stun.example.org,turn:turn.example.org",
        "ice.secret",
        "north");
  }
}
