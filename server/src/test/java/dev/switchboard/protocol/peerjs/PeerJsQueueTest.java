// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.peerjs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.TestServer;
import dev.switchboard.app.Switchboard;
import dev.switchboard.net.CloseReason;
import dev.switchboard.protocol.Wait;
import org.junit.jupiter.api.Test;

/// Messages for those who are not here, and clients that fall silent.
class PeerJsQueueTest {
  private static final String NEVER = "1h";

  @Test
  void whatWaitsIsDeliveredInOrderAfterOpen() {
    try (Switchboard server = TestServer.start();
        Page ann = Page.open(server, "ann");
        Page eva = Page.open(server, "eva")) {
      ann.says("OFFER", "late", "1").says("CANDIDATE", "late", "2").says("ANSWER", "late", "3");
      ann.hearsNothing();
      eva.says("CANDIDATE", "late", "4").hearsNothing();
      try (Page late = Page.open(server, "late")) {
        late.hears("OFFER", ann, "1").hears("CANDIDATE", ann, "2").hears("ANSWER", ann, "3");
        late.hears("CANDIDATE", eva, "4").hearsNothing();
      }
    }
  }

  @Test
  void farewellsDoNotWait() {
    try (Switchboard server = TestServer.start();
        Page ann = Page.open(server, "ann")) {
      ann.says("LEAVE", "late", "1").says("EXPIRE", "late", "2").hearsNothing();
      try (Page late = Page.open(server, "late")) {
        late.hearsNothing();
      }
    }
  }

  @Test
  void eachSenderIsToldOnceWhatExpired() {
    try (Switchboard server = TestServer.start("limits.peerjs-expire", "300ms");
        Page ann = Page.open(server, "ann");
        Page bob = Page.open(server, "bob")) {
      ann.says("OFFER", "nobody", "1").says("CANDIDATE", "nobody", "2");
      ann.says("OFFER", "no one", "3");
      bob.says("OFFER", "nobody", "4");
      ann.hears("{\"type\":\"EXPIRE\",\"src\":\"nobody\",\"dst\":\"ann\"}");
      ann.hears("{\"type\":\"EXPIRE\",\"src\":\"no one\",\"dst\":\"ann\"}").hearsNothing();
      bob.hears("{\"type\":\"EXPIRE\",\"src\":\"nobody\",\"dst\":\"bob\"}").hearsNothing();
      try (Page late = Page.open(server, "nobody")) {
        late.hearsNothing();
      }
    }
  }

  @Test
  void whoFillsAQueueIsToldAtOnceAndOthersStillReachTheAbsent() {
    try (Switchboard server =
            TestServer.start("limits.peerjs-queue-sender", "3", "limits.peerjs-expire", NEVER);
        Page ann = Page.open(server, "ann");
        Page bob = Page.open(server, "bob")) {
      for (int i = 0; i < 9; i++) {
        ann.says("CANDIDATE", "late" + i % 2, "" + i);
      }
      ann.says("OFFER", "late9", "1")
          .hears("{\"type\":\"EXPIRE\",\"src\":\"late9\",\"dst\":\"ann\"}");
      bob.says("OFFER", "late0", "1").hearsNothing();
      try (Page late = Page.open(server, "late0")) {
        late.hears("CANDIDATE", ann, "0").hears("CANDIDATE", ann, "2").hears("OFFER", bob, "1");
      }
      ann.says("OFFER", "late9", "1").hearsNothing();
    }
  }

  @Test
  void aQueueHoldsOnlySoMany() {
    try (Switchboard server =
            TestServer.start("limits.peerjs-queue", "2", "limits.peerjs-expire", NEVER);
        Page ann = Page.open(server, "ann");
        Page bob = Page.open(server, "bob")) {
      ann.says("OFFER", "late", "1").says("OFFER", "late", "2").hearsNothing();
      bob.says("OFFER", "late", "3");
      bob.hears("{\"type\":\"EXPIRE\",\"src\":\"late\",\"dst\":\"bob\"}");
    }
  }

  @Test
  void aQueueHoldsOnlySoMuch() {
    String large = "\"" + "x".repeat(3000) + "\"";
    try (Switchboard server =
            TestServer.start(
                "limits.peerjs-queue-bytes", "4k", "limits.peerjs-queues-bytes", "7k");
        Page ann = Page.open(server, "ann")) {
      ann.says("OFFER", "late", large).hearsNothing();
      ann.says("OFFER", "late", large);
      ann.hears("{\"type\":\"EXPIRE\",\"src\":\"late\",\"dst\":\"ann\"}");
      ann.says("OFFER", "later", large).hearsNothing();
      ann.says("OFFER", "latest", large);
      ann.hears("{\"type\":\"EXPIRE\",\"src\":\"latest\",\"dst\":\"ann\"}");
      try (Page late = Page.open(server, "late")) {
        late.hears("OFFER", ann, large);
      }
      ann.says("OFFER", "latest", large).hearsNothing();
    }
  }

  @Test
  void onlyAHeartbeatIsASignOfLife() {
    try (Switchboard server =
            TestServer.start("limits.peerjs-alive", "1s", "limits.frames-burst", "1000000");
        Page ann = Page.open(server, "ann");
        Page bob = Page.open(server, "bob")) {
      long began = System.nanoTime();
      while (System.nanoTime() - began < 500_000_000L) {
        ann.beats();
        bob.hearsNothing();
      }
      Wait.until("bob is gone", () -> ann.beats().hearsNothing() == ann && bob.isClosed());
      assertThat(bob.closeCode()).isEqualTo(CloseReason.DEAD.code());
      ann.beats().hearsNothing();
      Wait.until("the id is free", () -> opens(server));
    }
  }

  private static boolean opens(Switchboard server) {
    try (Page page = Page.dial(server, "bob", "somebody-new")) {
      return page.hear().equals(Page.OPEN);
    }
  }
}
