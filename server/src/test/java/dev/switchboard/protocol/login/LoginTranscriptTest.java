// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.login;

import dev.switchboard.protocol.Transcripts;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LoginTranscriptTest {
  @Test
  void whatClientsSaidIsAnsweredAsItWas() throws IOException {
    Transcripts.play("login", "/tutorial/login", "");
  }
}
