// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.TestServer;
import dev.switchboard.app.Switchboard;
import dev.switchboard.net.CloseReason;
import dev.switchboard.protocol.FakeConnection;
import dev.switchboard.protocol.Wire;
import dev.switchboard.protocol.plain.Hellos.Guest;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The numbers of frames, and what is acknowledged when.
class NumberingTest {
  private static Switchboard server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aFrameWhoseNumberWasSeenIsDropped() {
    Guest ana = Hellos.numbered(server.port());
    ana.wire().say(who(1, 11)).say(who(1, 12)).say(who(2, 13)).say(who(1, 14)).say(who(3, 15));
    assertThat(ana.wire().hear()).contains("\"re\":11");
    assertThat(ana.wire().hear()).contains("\"re\":13");
    assertThat(ana.wire().hear()).contains("\"re\":15");
    ana.wire().close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"seq\":3,\"type\":\"who\",\"room\":\"r\"}",
        "{\"seq\":0,\"type\":\"who\",\"room\":\"r\"}",
        "{\"seq\":-1,\"type\":\"who\",\"room\":\"r\"}",
        "{\"seq\":2.0,\"type\":\"who\",\"room\":\"r\"}",
        "{\"seq\":\"2\",\"type\":\"who\",\"room\":\"r\"}",
        "{\"seq\":9007199254740992,\"type\":\"who\",\"room\":\"r\"}",
        "{\"seq\":99999999999999999999,\"type\":\"who\",\"room\":\"r\"}",
        "{\"type\":\"who\",\"room\":\"r\"}",
        "{\"type\":\"ack\",\"seq\":2}",
        "{\"type\":\"ack\",\"seq\":-1}",
        "{\"type\":\"ack\",\"seq\":null}",
        "{\"type\":\"ack\"}",
        "{\"type\":\"pong\",\"ack\":2}",
        "{\"type\":\"pong\",\"ack\":\"1\"}"
      })
  void aGapOrAnAcknowledgementOfWhatWasNeverSentEndsIn4400(String frame) {
    Guest ana = Hellos.numbered(server.port());
    ana.wire().say(who(1, 1));
    ana.wire().hear("\"re\":1");
    ana.wire().say(frame);
    assertThat(ana.wire().closeCode()).isEqualTo(CloseReason.MALFORMED.code());
    ana.wire().close();
  }

  @Test
  void acknowledgementsMayComeTwiceLateAndWithAPong() {
    Guest ana = Hellos.numbered(server.port());
    ana.wire().say(who(1, 1)).say(who(2, 2));
    ana.wire().hear("\"re\":2");
    for (String ack : List.of("\"ack\",\"seq\":2", "\"ack\",\"seq\":2", "\"ack\",\"seq\":0")) {
      ana.wire().say("{\"type\":" + ack + "}");
    }
    ana.wire().say("{\"type\":\"pong\"}").say("{\"type\":\"pong\",\"ack\":2}").say(who(3, 3));
    assertThat(ana.wire().hear("\"re\"")).startsWith("{\"seq\":3,").contains("\"re\":3");
    ana.wire().close();
  }

  @Test
  void whatWasReceivedIsAcknowledgedWithinASecond() {
    Guest ana = Hellos.numbered(server.port());
    for (int i = 1; i < 4; i++) {
      long asked = System.nanoTime();
      ana.wire().say(who(i, i));
      assertThat(ana.wire().hear("ack")).isEqualTo("{\"type\":\"ack\",\"seq\":" + i + "}");
      assertThat(System.nanoTime() - asked).isLessThan(2_000_000_000L);
    }
    ana.wire().close();
  }

  @Test
  void whatWasReceivedIsAcknowledgedAfter32Frames() {
    FakeConnection ana = Desk.open().connect().say(Hellos.NUMBERED).run();
    for (int i = 1; i <= 100; i++) {
      ana.say(who(i, i));
    }
    List<String> acks = ana.run().heard().stream().filter(it -> it.contains("\"ack\"")).toList();
    assertThat(acks)
        .containsExactly(
            "{\"type\":\"ack\",\"seq\":32}",
            "{\"type\":\"ack\",\"seq\":64}",
            "{\"type\":\"ack\",\"seq\":96}");
  }

  @Test
  void aPongAcknowledgesToo() {
    Guest ana = Hellos.numbered(server.port());
    ana.wire().say("{\"type\":\"ping\"}").say(who(1, 1)).say("{\"type\":\"ping\"}");
    assertThat(ana.wire().hear("pong")).isEqualTo("{\"type\":\"pong\",\"ack\":0}");
    assertThat(ana.wire().hear("pong")).isEqualTo("{\"type\":\"pong\",\"ack\":1}");
    ana.wire().close();
    Guest bob = Hellos.plain(server.port());
    bob.wire().say("{\"type\":\"ping\"}");
    assertThat(bob.wire().hear()).isEqualTo("{\"type\":\"pong\"}");
    bob.wire().close();
  }

  @Test
  void nothingPilesUpForWhoPingsAndDoesNotRead() {
    Desk desk = Desk.open();
    FakeConnection ana = desk.connect().say(Hellos.NUMBERED).run();
    ana.heard();
    ana.writable(false);
    for (int i = 1; i <= 1000; i++) {
      ana.say("{\"type\":\"ping\"}").say(who(i, i)).run();
      desk.protocol().tick();
    }
    assertThat(ana.heard()).isEmpty();

    ana.writable(true);
    ana.say("{\"type\":\"ping\"}");
    assertThat(ana.run().heard()).hasSize(1001).contains("{\"type\":\"pong\",\"ack\":1000}");
  }

  @Test
  void unnumberedPeersMayStillAcknowledgeAnything() {
    try (Wire bob = Hellos.plain(server.port()).wire()) {
      bob.say("{\"type\":\"ack\",\"seq\":99}").say("{\"type\":\"ack\"}");
      bob.say("{\"type\":\"who\",\"id\":1,\"room\":\"r\"}");
      assertThat(bob.hear()).contains("\"re\":1");
    }
  }

  private static String who(int seq, int id) {
    return "{\"seq\":%d,\"type\":\"who\",\"id\":%d,\"room\":\"r\"}".formatted(seq, id);
  }
}
