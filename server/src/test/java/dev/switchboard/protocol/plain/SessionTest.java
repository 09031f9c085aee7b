// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.TestServer;
import dev.switchboard.app.Secrets;
import dev.switchboard.app.Switchboard;
import dev.switchboard.net.CloseReason;
import dev.switchboard.protocol.Wire;
import dev.switchboard.protocol.plain.Hellos.Guest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Who may come back, as whom, and what the others see of it.
class SessionTest {
  private static final String JOIN = "{\"seq\":1,\"type\":\"join\",\"id\":1,\"room\":\"r\"}";
  private static final String JOIN_PLAIN = "{\"type\":\"join\",\"id\":1,\"room\":\"r\"}";

  private Switchboard server = TestServer.start("limits.grace", "300ms", "loops", "2");

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aSecretThatDoesNotFitEndsIn4401() {
    Guest ana = Hellos.numbered(server.port());
    Guest bob = Hellos.numbered(server.port());

    for (String secret : new String[] {"", "x", bob.secret(), ana.secret() + "x", "ünïcode"}) {
      try (Wire thief = Wire.greet(server.port(), Hellos.back(ana.peer(), secret, 0))) {
        assertThat(thief.closeCode()).isEqualTo(CloseReason.BAD_SECRET.code());
      }
    }
    try (Wire thief = Wire.greet(server.port(), Hellos.back("nobody", ana.secret(), 0))) {
      assertThat(thief.closeCode()).isEqualTo(CloseReason.BAD_SECRET.code());
    }
    ana.enter(JOIN).wire().close();
    bob.wire().close();
  }

  @Test
  void aPeerThatComesBackInTimeGoesOn() {
    Guest bob = Hellos.plain(server.port()).enter(JOIN_PLAIN);
    Guest ana = Hellos.numbered(server.port()).enter(JOIN);
    bob.wire().hear("peer-joined");

    ana.wire().reset();
    bob.wire().hear("peer-disconnected");
    bob.wire().say("{\"type\":\"chat\",\"room\":\"r\",\"text\":\"missed\"}");
    Guest again = Hellos.again(server.port(), ana.back(1));
    assertThat(again.resumed()).isTrue();
    assertThat(again.peer()).isEqualTo(ana.peer());
    assertThat(again.wire().hear()).startsWith("{\"seq\":2,\"type\":\"chat\"");
    assertThat(bob.wire().hear("peer-")).contains("peer-reconnected");
    again.wire().close();
    bob.wire().close();
  }

  @Test
  void afterGraceAPeerKeepsItsIdAndBeginsAfresh() {
    Guest bob = Hellos.plain(server.port()).enter(JOIN_PLAIN);
    Guest ana = Hellos.numbered(server.port()).enter(JOIN);
    ana.wire().close();

    bob.wire().hear("peer-disconnected");
    assertThat(bob.wire().hear()).contains("peer-left").contains(ana.peer());
    comesAfresh(ana, 1);
    bob.wire().close();
  }

  @Test
  void aRestartedServerWithTheSameKeyGivesEverybodyTheIdBack() {
    server.close();
    Secrets key = Secrets.inMemory();
    server = TestServer.start(key);
    Guest ana = Hellos.numbered(server.port());
    ana.wire().close();
    server.close();
    server = TestServer.start(key);
    comesAfresh(ana, 0);

    server.close();
    server = TestServer.start(Secrets.inMemory());
    try (Wire stranger = Wire.greet(server.port(), ana.back(0))) {
      assertThat(stranger.closeCode()).isEqualTo(CloseReason.BAD_SECRET.code());
    }
  }

  @Test
  void whoLacksMoreThanIsKeptBeginsAfresh() {
    restart("limits.replay-bytes", "1k");
    Guest ana = Hellos.numbered(server.port()).enter(JOIN);
    for (int i = 2; i < 20; i++) {
      ana.wire().say("{\"seq\":%d,\"type\":\"who\",\"id\":%d,\"room\":\"r\"}".formatted(i, i));
      ana.wire().hear("\"re\":" + i);
    }
    ana.wire().close();
    Guest near = Hellos.again(server.port(), ana.back(17));
    assertThat(near.resumed()).isTrue();
    assertThat(near.wire().hear()).startsWith("{\"seq\":18,");
    near.wire().close();
    comesAfresh(ana, 1);
  }

  @Test
  void whoClaimsToHaveWhatWasNeverSentBeginsAfresh() {
    Guest ana = Hellos.numbered(server.port());
    ana.wire().close();
    comesAfresh(ana, 1000);
  }

  @Test
  void whoIsSentTooMuchWhileAwayBeginsAfresh() {
    restart("limits.outbox-events", "16");
    Guest bob = Hellos.plain(server.port()).enter(JOIN_PLAIN);
    Guest ana = Hellos.numbered(server.port()).enter(JOIN);
    ana.wire().close();
    bob.wire().hear("peer-disconnected");
    for (int i = 0; i < 17; i++) {
      bob.wire()
          .say(
              "{\"type\":\"signal\",\"id\":3,\"to\":\"%s\",\"kind\":\"hangup\"}"
                  .formatted(ana.peer()));
      bob.wire().hear("\"re\":3");
    }
    comesAfresh(ana, 1);
    assertThat(bob.wire().hear()).contains("peer-left");
    bob.wire().close();
  }

  @Test
  void whoDoesNotNumberAnyMoreBeginsAfresh() {
    Guest ana = Hellos.numbered(server.port());
    ana.wire().close();
    comesAfresh(ana, ana.back(0).replace("\"resume\"]", "]"));
  }

  @Test
  void peersThatDoNotNumberEndWithTheirConnection() {
    Guest bob = Hellos.plain(server.port()).enter(JOIN_PLAIN);
    Guest ana = Hellos.plain(server.port()).enter(JOIN_PLAIN);
    bob.wire().hear("peer-joined");
    ana.wire().reset();

    assertThat(bob.wire().hear()).contains("peer-left").contains(ana.peer());
    comesAfresh(ana, 0);
    bob.wire().close();
  }

  @Test
  void aGoodbyeEndsThePeerAndAnyOtherCloseIsABreak() {
    Guest bob = Hellos.plain(server.port()).enter(JOIN_PLAIN);
    for (int code : new int[] {1000, 1001, 1002, 3000, 4000}) {
      Guest ana = Hellos.numbered(server.port()).enter(JOIN);
      bob.wire().hear("peer-joined");
      ana.wire().goodbye(code);
      String heard = bob.wire().hear();
      assertThat(heard).contains(code <= 1001 ? "peer-left" : "peer-disconnected");
      if (code > 1001) {
        assertThat(bob.wire().hear()).contains("peer-left");
      }
    }
    bob.wire().close();
  }

  @Test
  void aCloseOfOursThatSaysNotToComeBackEndsThePeer() {
    Guest bob = Hellos.plain(server.port()).enter(JOIN_PLAIN);
    Guest ana = Hellos.numbered(server.port()).enter(JOIN);
    bob.wire().hear("peer-joined");
    ana.wire().say("[]");
    assertThat(ana.wire().closeCode()).isEqualTo(CloseReason.MALFORMED.code());
    ana.wire().close();
    assertThat(bob.wire().hear()).contains("peer-left");
    bob.wire().close();
  }

  private void restart(String... settings) {
    server.close();
    server = TestServer.start(settings);
  }

  private void comesAfresh(Guest before, long received) {
    comesAfresh(before, before.back(received));
  }

  private void comesAfresh(Guest before, String hello) {
    Guest again = Hellos.again(server.port(), hello);
    assertThat(again.resumed()).isFalse();
    assertThat(again.received()).isZero();
    assertThat(again.peer()).isEqualTo(before.peer());
    assertThat(again.secret()).isEqualTo(before.secret());
    again.wire().say("{\"seq\":1,\"type\":\"join\",\"id\":1,\"room\":\"q\"}");
    assertThat(again.wire().hear()).contains("\"type\":\"ok\",\"re\":1");
    again.wire().close();
  }
}
