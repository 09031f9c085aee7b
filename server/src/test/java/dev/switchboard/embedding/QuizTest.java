// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.app.CannotStart;
import dev.switchboard.app.Switchboard;
import dev.switchboard.protocol.Puppet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The example of `docs/embedding.md` is this very file, and works.
final class QuizTest {
  private static final Path SOURCE = Path.of("src/test/java/dev/switchboard/embedding/Quiz.java");
  private static final Path PAGE = Path.of("../docs/embedding.md");

  @TempDir Path folder;

  @Test
  void theExampleStandsOnThePageAndIsShort() throws IOException {
    String source = Files.readString(SOURCE);
    assertThat(Files.readString(PAGE)).contains("```java\n" + source + "```\n");
    assertThat(source.lines()).hasSizeLessThan(40);
  }

  @Test
  void itsEventsWorkBesideOurs() {
    try (Switchboard server = start()) {
      try (Puppet ana = enter(server, "swordfish");
          Puppet bob = enter(server, "swordfish");
          Puppet eva = enter(server, "guess")) {
        assertThat(ana.hear("40/quiz,")).contains("\"sid\"");
        assertThat(bob.hear("40/quiz,")).contains("\"sid\"");
        assertThat(eva.hear("44/quiz,")).contains("{\"message\":\"Wrong password\"}");
        ana.say("42/quiz,1[\"team\",\"red\"]");
        assertThat(ana.hear()).isEqualTo("43/quiz,1[true]");
        ana.say("42/quiz,2[\"answer\",41]");
        assertThat(ana.hear()).isEqualTo("43/quiz,2[false]");
        ana.say("42/quiz,3[\"answer\",42.0]");
        assertThat(ana.hear()).isEqualTo("43/quiz,3[true]");
        ana.say("42/quiz,[\"cheer\",\"go\",{\"a\":1}]");
        assertThat(bob.hear("cheer")).endsWith(",\"go\",{\"a\":1}]");
        ana.say("40");
        assertThat(ana.hear()).startsWith("40{\"sid\"");
        ana.say("42[\"chat-message\",\"hi\"]");
        assertThat(ana.hear("chat-message")).isEqualTo("42[\"chat-message\",{\"message\":\"hi\"}]");
      }
    }
  }

  @Test
  void whatIsWrongWithTheSettingsIsSaid() {
    assertThatThrownBy(() -> Quiz.start(Map.of("port", "no", "limits.frame", "0")))
        .isInstanceOf(CannotStart.class)
        .hasMessageContainingAll("port: no (expected: ", "limits.frame: 0 (expected: ");
  }

  private Switchboard start() {
    return Quiz.start(Map.of("port", "0", "host", "127.0.0.1", "data", folder.toString()));
  }

  private static Puppet enter(Switchboard server, String password) {
    Puppet puppet = Puppet.connect(server.port(), "/socket.io/?EIO=4&transport=websocket", "");
    puppet.hear("0{");
    return puppet.say("40/quiz,{\"password\":\"" + password + "\"}");
  }
}
