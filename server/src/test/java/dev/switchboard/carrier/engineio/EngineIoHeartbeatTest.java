// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.carrier.Dial;
import dev.switchboard.carrier.Poller;
import dev.switchboard.carrier.TestSite;
import dev.switchboard.carrier.engineio.EngineIoOptions.Heartbeat;
import dev.switchboard.conformance.EngineIoEcho;
import dev.switchboard.protocol.Wait;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A ping every 300 ms. It must be answered within 200 ms where nobody does, and within 1200 where
/// somebody has to be in time, on a busy machine too. Nothing here is too slow, for the same
/// reason: only too soon.
final class EngineIoHeartbeatTest {
  private static final long INTERVAL = 300;
  private static final long TIMEOUT = 200;
  private static final long PATIENT = 1200;
  private static TestSite site;
  private static TestSite patient;

  @BeforeAll
  static void start() throws IOException {
    site = TestSite.start(TestSite.QUICK, new EngineIoEcho());
    var heartbeat = new Heartbeat(Duration.ofMillis(INTERVAL), Duration.ofMillis(PATIENT));
    patient = TestSite.start(TestSite.withHeartbeat(heartbeat), new EngineIoEcho());
  }

  @AfterAll
  static void stop() {
    site.close();
    patient.close();
  }

  @Test
  void aPollingClientThatAnswersStays() {
    Poller poller = Poller.open(patient.port());
    for (int i = 0; i < 4; i++) {
      assertThat(poller.get().body()).isEqualTo("2");
      assertThat(poller.post("3").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aClientOnAWebSocketThatAnswersStays() {
    try (Dial dial = Dial.raw(patient.port(), "EIO=4")) {
      dial.next();
      for (int i = 0; i < 4; i++) {
        assertThat(dial.next()).isEqualTo("2");
        dial.say("3");
      }
    }
  }

  @Test
  void whoDoesNotAnswerIsClosedInTime() {
    long before = System.nanoTime();
    try (Dial dial = Dial.raw(site.port(), "EIO=4")) {
      dial.next();
      assertThat(dial.next()).isEqualTo("2");
      assertThat(dial.next()).startsWith("closed");
      assertThat(since(before)).isGreaterThan(Duration.ofMillis(INTERVAL + TIMEOUT));
    }
  }

  /// To the millisecond: whoever comes after the deadline is late, though no clock has struck yet.
  @Test
  void whoPollsTooLateIsNotThereAnyMore() {
    Poller poller = Poller.open(site.port());
    assertThat(poller.get().body()).isEqualTo("2"); // a busy server may ping late, and wait longer
    long pinged = System.nanoTime();
    Wait.until("the deadline", () -> since(pinged).toMillis() >= TIMEOUT);
    assertThat(poller.get().statusCode()).isEqualTo(400);
    assertThat(site.sessions()).isLessThan(20);
  }

  @Test
  void oneOtherPacketPutsTheDeadlineOff() {
    try (Dial dial = Dial.raw(patient.port(), "EIO=4")) {
      dial.next();
      assertThat(dial.next()).isEqualTo("2");
      long pinged = System.nanoTime();
      Wait.until("half the time has passed", () -> since(pinged).toMillis() >= PATIENT / 2);
      dial.say("4slow").say("4slow");
      assertThat(dial.next()).isEqualTo("4slow");
      assertThat(dial.next()).isEqualTo("4slow");
      assertThat(dial.next()).startsWith("closed");
      assertThat(since(pinged)).isGreaterThan(Duration.ofMillis(PATIENT + PATIENT / 2));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "2probe", "", "7", "x"})
  void whatNoClientOfRevision4SaysEndsTheSession(String packet) {
    try (Dial dial = Dial.raw(site.port(), "EIO=4")) {
      dial.next();
      dial.say(packet);
      assertThat(dial.next()).startsWith("closed");
    }
  }

  @Test
  void clientsOfRevision3PingThemselves() {
    try (Dial dial = Dial.raw(patient.port(), "EIO=3")) {
      dial.next();
      long greeted = System.nanoTime();
      long last = greeted;
      for (int i = 1; i <= 2; i++) {
        long due = i * (INTERVAL + PATIENT) * 2 / 3;
        Wait.until("the next ping", () -> since(greeted).toMillis() >= due);
        last = System.nanoTime();
        dial.say("2");
        assertThat(dial.next()).isEqualTo("3");
      }
      dial.say("4a message is no sign of life");
      assertThat(dial.next()).startsWith("4");
      assertThat(dial.next()).startsWith("closed");
      assertThat(since(last)).isGreaterThan(Duration.ofMillis(INTERVAL + PATIENT));
    }
  }

  @Test
  void aPongOfRevision3IsAMistake() {
    try (Dial dial = Dial.raw(site.port(), "EIO=3")) {
      dial.next();
      dial.say("3");
      assertThat(dial.next()).startsWith("closed");
    }
  }

  private static Duration since(long moment) {
    return Duration.ofNanos(System.nanoTime() - moment);
  }
}
