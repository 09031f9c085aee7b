// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.TestServer;
import dev.switchboard.app.Switchboard;
import dev.switchboard.net.CloseReason;
import dev.switchboard.protocol.Wait;
import dev.switchboard.protocol.Wire;
import dev.switchboard.protocol.plain.Hellos.Guest;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// Silence, and those who never begin or cannot.
class HeartbeatTest {

  @Test
  void whoAnswersNoPingIsDeadAndTheOthersAreTold() throws IOException {
    try (Switchboard server = TestServer.start("limits.heartbeat", "400ms");
        Wire bob = Hellos.plain(server.port()).wire()) {
      bob.say("{\"type\":\"join\",\"id\":1,\"room\":\"r\"}").hear("ok");
      Guest mute = Hellos.numbered(server.port());
      mute.wire().say("{\"seq\":1,\"type\":\"join\",\"room\":\"r\"}");
      Guest other = Hellos.plain(server.port());
      other.wire().say("{\"type\":\"join\",\"room\":\"r\"}");

      String first = bob.hear("peer-disconnected");
      assertThat(first).contains(mute.peer());
      Wait.until("both dead", () -> server.tally().closes(CloseReason.DEAD) == 2);
      assertThat(mute.wire().closeCode()).isEqualTo(CloseReason.DEAD.code());
      assertThat(other.wire().closeCode()).isEqualTo(CloseReason.DEAD.code());
      Guest again = Hellos.again(server.port(), mute.back(0));
      assertThat(again.resumed()).isTrue();
      again.wire().close();
    }
  }

  @Test
  void aDeadPeerThatDoesNotNumberHasLeft() {
    try (Switchboard server = TestServer.start("limits.heartbeat", "400ms");
        Wire bob = Hellos.plain(server.port()).wire()) {
      bob.say("{\"type\":\"join\",\"id\":1,\"room\":\"r\"}").hear("ok");
      Guest mute = Hellos.plain(server.port());
      mute.wire().say("{\"type\":\"join\",\"room\":\"r\"}");
      bob.hear("peer-joined");
      assertThat(bob.hear()).contains("peer-left").contains(mute.peer());
      mute.wire().close();
    }
  }

  @Test
  void whoAnswersPingsOrSpeaksLivesOn() throws IOException {
    try (Switchboard server = TestServer.start("limits.heartbeat", "400ms");
        Wire bob = Hellos.plain(server.port()).wire()) {
      for (int pings = 0; pings < 4; ) {
        Wire.Heard heard = bob.next();
        if (heard.opcode() == Wire.PING) {
          pings++;
          bob.send(Wire.PONG, new byte[0]);
        }
      }
      bob.say("{\"type\":\"ping\"}");
      assertThat(bob.hear()).isEqualTo("{\"type\":\"pong\"}");
    }
  }

  @Test
  void whoSaysNoHelloInTimeIsClosedAndWhoDidIsNot() throws IOException {
    try (Switchboard server = TestServer.start("limits.hello", "300ms");
        Wire polite = Hellos.plain(server.port()).wire();
        Wire silent = Wire.connect(server.port());
        Wire slow = Wire.connect(server.port())) {
      slow.raw(new byte[] {(byte) 0x81});
      assertThat(silent.closeCode()).isEqualTo(CloseReason.HELLO_TIMEOUT.code());
      assertThat(slow.closeCode()).isEqualTo(CloseReason.HELLO_TIMEOUT.code());
      polite.say("{\"type\":\"ping\"}");
      assertThat(polite.hear()).isEqualTo("{\"type\":\"pong\"}");
      silent.reset();
      slow.reset();
      Wait.until("counted", () -> server.tally().closes(CloseReason.HELLO_TIMEOUT) == 2);
    }
  }

  @Test
  void aFullServerSaysSoAndLetsTheNextInWhenSomebodyLeft() {
    try (Switchboard server = TestServer.start("limits.peers", "1")) {
      Guest ana = Hellos.plain(server.port());
      try (Wire late = Wire.greet(server.port(), Hellos.PLAIN)) {
        assertThat(late.closeCode()).isEqualTo(CloseReason.TRY_LATER.code());
      }
      ana.wire().goodbye(1000);
      Wait.until("ana is gone", () -> server.tally().peers() == 0);
      Hellos.plain(server.port()).wire().close();
    }
  }
}
