// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class LimitsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void theDefaultsAreAsTheProtocolSays() {
    assertThat(Limits.DEFAULT.sizes()).isEqualTo(new Limits.Sizes(262_144, 2048, 8192, 256));
    assertThat(Limits.DEFAULT.rooms().members()).isEqualTo(256);
    assertThat(Limits.DEFAULT.rooms().perPeer()).isEqualTo(16);
    assertThat(Limits.DEFAULT.waiting().bytes()).isEqualTo(1_048_576);
    assertThat(Limits.DEFAULT.waiting().replay()).isEqualTo(262_144);
    assertThat(Limits.DEFAULT.history())
        .isEqualTo(new Limits.History(200, 65_536, Duration.ofHours(4)));
    assertThat(Limits.DEFAULT.pace().frames()).isEqualTo(100);
    assertThat(Limits.DEFAULT.pace().burst()).isEqualTo(1000);
  }

  @Test
  void theBoundsThemselvesAreAllowed() {
    assertThat(new Limits.Sizes(1024, 1024, 1024, 1024).name()).isEqualTo(Names.LONGEST);
    assertThat(new Limits.Peers(1, 0, Duration.ZERO).board()).isZero();
    assertThat(new Limits.Waiting(16, 1024, 0).events()).isEqualTo(16);
    assertThat(new Limits.Calls(1000, Duration.ofHours(1)).perPeer()).isEqualTo(1000);
  }

  @Test
  void sizesHaveBounds() {
    refused(() -> new Limits.Sizes(1023, 2, 1, 1), "limits.frame: 1023 (expected: 1024 to");
    refused(() -> new Limits.Sizes(1 << 27, 2, 1, 1), "limits.frame: 134217728 (expected: ");
    refused(() -> new Limits.Sizes(2048, 2049, 1, 1), "limits.about: 2049 (expected: 2 to 2048)");
    refused(() -> new Limits.Sizes(2048, 1, 1, 1), "limits.about: 1 (expected: 2 to 2048)");
    refused(() -> new Limits.Sizes(2048, 2, 2049, 1), "limits.chat: 2049 (expected: 1 to 2048)");
    refused(() -> new Limits.Sizes(2048, 2, 1, 0), "limits.name: 0 (expected: 1 to 1024)");
    refused(() -> new Limits.Sizes(2048, 2, 1, 1025), "limits.name: 1025 (expected: 1 to 1024)");
  }

  @Test
  void roomsHaveBounds() {
    refused(() -> new Limits.Rooms(0, 1, 1), "limits.rooms: 0 (expected: 1 to 100000000)");
    refused(() -> new Limits.Rooms(1, 0, 1), "limits.room-members: 0 (expected: 1 to 100000)");
    refused(() -> new Limits.Rooms(1, 1, -1), "limits.rooms-per-peer: -1 (expected: 1 to 100000)");
  }

  @Test
  void peersHaveBounds() {
    refused(() -> new Limits.Peers(0, 1, SECOND), "limits.peers: 0 (expected: 1 to");
    refused(() -> new Limits.Peers(1, -1, SECOND), "limits.board-people: -1 (expected: 0 to");
    refused(
        () -> new Limits.Peers(1, 1, SECOND.negated()),
        "limits.grace: PT-1S (expected: PT0S to PT24H)");
    refused(() -> new Limits.Peers(1, 1, DAY.plus(SECOND)), "limits.grace: PT24H1S (expected:");
  }

  @Test
  void waitingHasBounds() {
    refused(() -> new Limits.Waiting(15, 1024, 0), "limits.outbox-events: 15 (expected: 16 to");
    refused(
        () -> new Limits.Waiting(2_000_000, 1024, 0), "limits.outbox-events: 2000000 (expected:");
    refused(() -> new Limits.Waiting(16, 1023, 0), "limits.outbox-bytes: 1023 (expected: 1024 to");
    refused(() -> new Limits.Waiting(16, 1024, -1), "limits.replay-bytes: -1 (expected: 0 to");
  }

  @Test
  void historyHasBounds() {
    refused(() -> new Limits.History(-1, 0, SECOND), "limits.chat-count: -1 (expected: 0 to");
    refused(() -> new Limits.History(0, -1, SECOND), "limits.chat-bytes: -1 (expected: 0 to");
    refused(
        () -> new Limits.History(0, 0, SECOND.negated()),
        "limits.chat-age: PT-1S (expected: PT0S to PT8760H)");
  }

  @Test
  void callsHaveBounds() {
    refused(() -> new Limits.Calls(0, SECOND), "limits.calls-per-peer: 0 (expected: 1 to 1000)");
    refused(
        () -> new Limits.Calls(1, Duration.ZERO), "limits.ring: PT0S (expected: PT0.001S to PT1H)");
    refused(() -> new Limits.Calls(1, DAY), "limits.ring: PT24H (expected: PT0.001S to PT1H)");
  }

  @Test
  void paceHasBounds() {
    refused(
        () -> new Limits.Pace(0, 1, SECOND, SECOND), "limits.frames-per-second: 0 (expected: 1");
    refused(() -> new Limits.Pace(1, 0, SECOND, SECOND), "limits.frames-burst: 0 (expected: 1 to");
    refused(
        () -> new Limits.Pace(1, 1, DAY, SECOND), "limits.heartbeat: PT24H (expected: PT0.01S to");
    refused(
        () -> new Limits.Pace(1, 1, SECOND, Duration.ZERO),
        "limits.hello: PT0S (expected: PT0.01S to PT1H)");
  }

  private static void refused(ThrowingCallable making, String message) {
    assertThatIllegalArgumentException().isThrownBy(making).withMessageStartingWith(message);
  }
}
