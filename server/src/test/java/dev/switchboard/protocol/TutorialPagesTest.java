// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.TestServer;
import dev.switchboard.app.Switchboard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The pages of the tutorials' dialects are true: each of their examples is played against the
/// server.
class TutorialPagesTest {
  @ParameterizedTest
  @ValueSource(strings = {"broadcast", "relay", "channels", "login"})
  void everyExampleIsWhatTheServerSays(String dialect) throws IOException {
    Script script =
        Script.ofPage(Files.readString(Path.of("../docs/protocols/" + dialect + ".md")));

    assertThat(script.size()).isGreaterThan(8);
    try (Switchboard server = TestServer.start("mounts", "/both=auto")) {
      script.play(server.port(), "/tutorial/" + dialect, "");
    }
  }
}
