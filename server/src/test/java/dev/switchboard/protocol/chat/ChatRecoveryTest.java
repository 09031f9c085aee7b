// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.TestServer;
import dev.switchboard.app.Switchboard;
import dev.switchboard.protocol.Puppet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The setting that lets clients go on where their line broke.
final class ChatRecoveryTest {
  private static final Pattern PID = Pattern.compile("\"pid\":\"([\\w-]+)\"");
  private static final Pattern OFFSET = Pattern.compile(",\"(\\w+)\"]$");

  @Test
  void clientsFindWhatTheyMissed() {
    try (Switchboard server = TestServer.start("limits.socketio-recovery", "2m");
        Puppet bob = enter(server, "40")) {
      bob.hear("40{");
      Puppet ana = enter(server, "40");
      Matcher pid = PID.matcher(ana.hear("40{"));
      assertThat(pid.find()).isTrue();
      bob.say("42[\"chat-message\",\"one\"]");
      Matcher offset = OFFSET.matcher(ana.hear("one"));
      assertThat(offset.find()).isTrue();
      ana.close();
      bob.say("42[\"chat-message\",\"two\"]");
      assertThat(bob.hear("two")).contains("two");
      String auth = "{\"pid\":\"" + pid.group(1) + "\",\"offset\":\"" + offset.group(1) + "\"}";
      try (Puppet back = enter(server, "40" + auth)) {
        assertThat(back.hear()).contains("two");
        assertThat(back.hear()).startsWith("40{").contains(pid.group(1));
      }
    }
  }

  @Test
  void withoutItNobodyGetsASecretToComeBackWith() {
    try (Switchboard server = TestServer.start();
        Puppet ana = enter(server, "40")) {
      assertThat(ana.hear("40{")).doesNotContain("pid");
    }
  }

  private static Puppet enter(Switchboard server, String connect) {
    Puppet puppet = Puppet.connect(server.port(), "/socket.io/?EIO=4&transport=websocket", "");
    puppet.hear("0{");
    return puppet.say(connect);
  }
}
