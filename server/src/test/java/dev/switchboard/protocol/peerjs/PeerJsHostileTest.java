// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.peerjs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.TestServer;
import dev.switchboard.app.Switchboard;
import dev.switchboard.protocol.Alarm;
import dev.switchboard.protocol.Wait;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Those who mean harm, and two who must not notice.
class PeerJsHostileTest {
  private static final String OFFER =
      "{\"type\":\"OFFER\",\"dst\":\"bob\",\"payload\":{\"sdp\":{\"type\":\"offer\",\"sdp\":\"v=0\"},"
          + "\"type\":\"media\",\"connectionId\":\"mc_1\"},\"src\":\"ann\"}";

  private final Alarm alarm = new Alarm();
  private final Switchboard server =
      TestServer.start(
          "limits.frame", "8k", "limits.outbox-bytes", "64k", "limits.peerjs-expire", "200ms");
  private final Page ann = Page.open(server, "ann");
  private final Page bob = Page.open(server, "bob");

  @AfterEach
  void theBystandersAreUndisturbed() {
    ann.says("OFFER", "bob", "1");
    bob.hears("OFFER", ann, "1").says("ANSWER", "ann", "2");
    ann.hears("ANSWER", bob, "2");
    ann.close();
    bob.close();
    server.close();
    alarm.close();
  }

  @Test
  void aMessageThatIsTooLongEndsItsSender() {
    try (Page eva = Page.open(server, "eva")) {
      eva.says("OFFER", "bob", "\"" + "x".repeat(9000) + "\"");
      assertThat(eva.closeCode()).isEqualTo(1009);
    }
  }

  @Test
  void bentMessagesReachNobodyUnlessTheyAreStillMessages() {
    SplittableRandom random = new SplittableRandom(17);
    try (Page eva = Page.open(server, "eva");
        Page target = Page.open(server, "target")) {
      for (int i = 0; i < 600; i++) {
        StringBuilder bent = new StringBuilder(OFFER.replace("bob", "target"));
        for (int n = random.nextInt(1, 4); n > 0; n--) {
          bent.setCharAt(random.nextInt(bent.length()), (char) random.nextInt(0x20, 0x7f));
        }
        eva.says(bent.toString());
      }
      eva.says("LEAVE", "target", "\"end\"");
      String heard = target.hear();
      while (!heard.contains("\"end\"")) {
        assertThat(heard).contains("\"src\":\"eva\",\"dst\":\"target\"");
        heard = target.hear();
      }
    }
  }

  @Test
  void aFloodForTheAbsentIsDroppedAndExpires() {
    try (Page eva = Page.open(server, "eva")) {
      for (int i = 0; i < 900; i++) {
        eva.says("CANDIDATE", "absent" + i, "\"" + "x".repeat(100) + "\"");
      }
      assertThat(eva.hear()).startsWith("{\"type\":\"EXPIRE\",\"src\":\"absent");
    }
    Wait.until("everything is forgotten", () -> server.tally().peers() == 2);
  }

  @Test
  void whoTriesManyTokensGetsNothing() {
    for (int i = 0; i < 50; i++) {
      try (Page eva = Page.dial(server, "ann", "guess" + i)) {
        assertThat(eva.hear()).contains("ID-TAKEN");
      }
    }
  }

  @Test
  void comingAndGoingLeavesNothingBehind() {
    for (int i = 0; i < 100; i++) {
      Page.dial(server, "eva" + i % 3, "t" + i % 2).close();
    }
    Wait.until("everybody is gone", () -> server.tally().peers() == 2);
  }
}
