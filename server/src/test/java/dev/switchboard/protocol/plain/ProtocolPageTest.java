// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.TestServer;
import dev.switchboard.app.Switchboard;
import dev.switchboard.hub.Refusal;
import dev.switchboard.net.CloseReason;
import dev.switchboard.protocol.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The protocol's page is true: each of its examples is played against the server.
class ProtocolPageTest {
  private static final Path PAGE = Path.of("../docs/protocols/switchboard.md");

  /// So that there is something to tell clients of.
  private static final String[] TURN = {
    "ice.servers",
    "stun:turn.example.org,turn:turn.example.org?transport=udp,"
        + "turns:turn.example.org:443?transport=tcp",
    "ice.secret",
    "north"
  };

  @Test
  void everyExampleIsWhatTheServerSays() throws IOException {
    Script script = Script.ofPage(Files.readString(PAGE));

    assertThat(script.size()).isGreaterThan(80);
    try (Switchboard server = TestServer.start(TURN)) {
      script.play(server.port(), "/ws", PlainProtocol.SUBPROTOCOL);
    }
  }

  @Test
  void everyCloseCodeAndRefusalStandsOnIt() throws IOException {
    String page = Files.readString(PAGE);

    for (CloseReason reason : CloseReason.values()) {
      assertThat(page).contains("| " + reason.code() + " |");
    }
    for (Refusal why : Refusal.values()) {
      assertThat(page).contains("| `" + PlainWords.code(why) + "` |");
    }
  }
}
