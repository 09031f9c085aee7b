// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.carrier.Dial;
import dev.switchboard.carrier.Poller;
import dev.switchboard.carrier.TestSite;
import dev.switchboard.conformance.SocketIoFixture;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What is different for the clients of Socket.IO 2.
final class SocketIoTwoTest {
  private static SocketIo io;
  private static TestSite site;

  @BeforeAll
  static void start() throws IOException {
    io = SocketIoFixture.make(true);
    io.of("/words").use(_ -> Gatekeeper.now(Verdict.refused("not today")));
    site = TestSite.start(TestSite.CALM, io);
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void everybodyIsInTheMainNamespaceUnasked() {
    try (Dial dial = Dial.raw(site.port(), "EIO=3")) {
      String session = dial.next().substring(9, 29);
      assertThat(dial.next()).isEqualTo("40");
      assertThat(dial.next()).isEqualTo("42[\"auth\",{}]");
      assertThat(io.of("/").socket(session)).isNotNull();
      dial.say("42[\"message\",1]");
      assertThat(dial.next()).isEqualTo("42[\"message-back\",1]");
      dial.say("40").say("421[\"message-with-ack\",2]");
      assertThat(dial.next()).isEqualTo("431[2]");
    }
  }

  @Test
  void theQueryOfANamespaceSaysWhoTheyAre() {
    try (Dial dial = entered()) {
      dial.say("40/custom?token=a%20b&x=1,");
      assertThat(dial.next()).isEqualTo("40/custom,");
      assertThat(dial.next()).isEqualTo("42/custom,[\"auth\",{\"token\":\"a b\",\"x\":\"1\"}]");
      assertThat(io.of("/custom").sockets().iterator().next().id()).startsWith("/custom#");
    }
  }

  @Test
  void refusalsAreTexts() {
    try (Dial dial = entered()) {
      dial.say("40/words,");
      assertThat(dial.next()).isEqualTo("44/words,\"not today\"");
      dial.say("40/private,");
      assertThat(dial.next()).isEqualTo("44/private,{\"code\":401}");
      dial.say("40/private?token=secret,");
      assertThat(dial.next()).isEqualTo("40/private,");
      assertThat(dial.next()).isEqualTo("42/private,[\"auth\",{\"token\":\"secret\"}]");
      dial.say("40/none,");
      assertThat(dial.next()).isEqualTo("44/none,{\"message\":\"Invalid namespace\"}");
    }
  }

  @Test
  void bytesHaveTheirMark() {
    try (Dial dial = entered()) {
      dial.say("451-[\"message\",{\"_placeholder\":true,\"num\":0}]").sayBytes(4, 1, 2);
      assertThat(dial.next()).isEqualTo("451-[\"message-back\",{\"_placeholder\":true,\"num\":0}]");
      assertThat(dial.next()).isEqualTo("binary 040102");
    }
  }

  /// Recovery is on here, and they would take an offset for an argument.
  @Test
  void theyHearNoOffsets() {
    try (Dial old = entered();
        Dial current = Dial.in(site.port())) {
      current.next();
      io.of("/").emit("news", 1);
      assertThat(old.next()).isEqualTo("42[\"news\",1]");
      assertThat(current.next()).matches("42\\[\"news\",1,\"\\w+\"]");
    }
  }

  @Test
  void pollingIsTheSame() {
    Poller poller = Poller.open(site.port(), 3, "");
    String greeting = "2:4013:42[\"auth\",{}]";
    StringBuilder heard = new StringBuilder();
    while (heard.length() < greeting.length()) {
      heard.append(poller.get().body());
    }
    assertThat(heard.toString()).isEqualTo(greeting);
    poller.post("17:42[\"message\",\"€\"]");
    assertThat(poller.get().body()).isEqualTo("22:42[\"message-back\",\"€\"]");
  }

  private static Dial entered() {
    Dial dial = Dial.raw(site.port(), "EIO=3");
    dial.next();
    assertThat(dial.next()).isEqualTo("40");
    assertThat(dial.next()).isEqualTo("42[\"auth\",{}]");
    return dial;
  }
}
