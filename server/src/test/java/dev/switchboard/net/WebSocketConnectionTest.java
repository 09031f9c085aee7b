// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import static dev.switchboard.net.ClientFrames.FIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.text.Utf8;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What a connection does beside reading frames: beats, waking, closing, and bugs of its listener.
final class WebSocketConnectionTest {
  private final Wire wire = new Wire();
  private final WebSocketConnection connection = wire.connection;

  @Test
  void silenceIsAnsweredByAPingAndThenByDeath() {
    beat(Loop.BEATS_TO_PING - 1);
    assertThat(wire.said()).isEmpty();
    beat(1);
    assertThat(wire.said()).containsExactly("ping ");
    beat(Loop.BEATS_TO_DEATH - Loop.BEATS_TO_PING - 1);
    assertThat(wire.said()).hasSize(1);
    beat(1);
    assertThat(wire.channel.isOpen()).isFalse();
    beat(300);
    assertThat(wire.outcome().said()).containsExactly("ping ", "close 4410");
    assertThat(wire.heard).containsExactly("closed 4410 by us");
  }

  @Test
  void anySignOfLifeBeginsTheCountAnew() {
    byte[] pong = new ClientFrames().frame(FIN | WebSocketReader.PONG, "").bytes();
    for (byte one : pong) {
      beat(Loop.BEATS_TO_DEATH - 1);
      wire.feed(new byte[] {one});
    }
    beat(Loop.BEATS_TO_DEATH - 1);
    assertThat(wire.outcome().heard()).containsExactly("closed 1006 by peer");
    assertThat(wire.said).hasSize(pong.length + 1).containsOnly("ping ");
  }

  /// After a pause the missed beats must not come all at once.
  @Test
  void aPauseOfTheWholeProcessKillsNobody() {
    wire.channel.freezeTime();
    wire.loop.start(20_000);
    wire.channel.advanceTimeBy(1, TimeUnit.HOURS);
    wire.channel.runScheduledPendingTasks();
    wire.channel.runPendingTasks();
    assertThat(wire.channel.isOpen()).isTrue();
    assertThat(wire.said()).isEmpty();
  }

  @Test
  void twoSecondsAreGivenToAnswerOurClose() {
    wire.channel.freezeTime();
    connection.close(CloseReason.MALFORMED, "type");
    connection.close(CloseReason.BUG, "");
    connection.send(Utf8.of("late"));
    connection.flush();
    wire.feed(new ClientFrames().text("late").ping("late").bytes());
    beat(100);
    assertThat(connection.writable()).isFalse();
    assertThat(wire.channel.isOpen()).isTrue();
    wire.channel.advanceTimeBy(2, TimeUnit.SECONDS);
    wire.channel.runScheduledPendingTasks();
    assertThat(wire.channel.isOpen()).isFalse();
    assertThat(wire.outcome().said()).containsExactly("close 4400");
    assertThat(wire.heard).containsExactly("closed 4400 by us");
  }

  @Test
  void theirAnswerToOurCloseEndsTheLineWhateverItsCode() {
    connection.close(CloseReason.NORMAL, "");
    wire.feed(new ClientFrames().text("late").close(999).bytes());
    assertThat(wire.channel.isOpen()).isFalse();
    assertThat(wire.outcome().said()).containsExactly("close 1000");
    assertThat(wire.heard).containsExactly("closed 1000 by us");
  }

  @Test
  void aMistakeBehindOurCloseEndsTheLineWithoutASecondClose() {
    connection.close(CloseReason.NORMAL, "");
    wire.feed(new ClientFrames().frame(0xf1, "x").bytes());
    assertThat(wire.outcome().said()).containsExactly("close 1000");
    assertThat(wire.heard).containsExactly("closed 1000 by us");
  }

  @Test
  void closingInsideACallDropsTheRestOfWhatWasRead() {
    wire.onText = _ -> connection.close(CloseReason.FLOOD, "");
    wire.feed(new ClientFrames().text("one").text("two").ping("p").bytes());
    assertThat(wire.outcome().said()).containsExactly("close 4429");
    assertThat(wire.heard).containsExactly("text one", "closed 4429 by us");
  }

  @Test
  void theServerGoingAwayIsSaidOnce() {
    wire.loop.dismissAll();
    wire.loop.dismissAll();
    assertThat(wire.outcome().said()).containsExactly("close 1001");
  }

  @Test
  void anExceptionOfTheListenerCostsOneConnectionWithCode1011() {
    wire.onText =
        _ -> {
          throw new IllegalStateException("thrown by a test");
        };
    wire.feed(new ClientFrames().text("one").text("two").bytes());
    assertThat(wire.outcome().said()).containsExactly("close 1011");
    assertThat(wire.heard).containsExactly("text one", "closed 1011 by us");
  }

  @Test
  void anErrorOfTheListenerInAnyOtherCallDoesToo() {
    wire.onRest =
        () -> {
          throw new AssertionError("thrown by a test");
        };
    connection.wake();
    wire.channel.runPendingTasks();
    assertThat(wire.outcome().said()).containsExactly("close 1011");
    assertThat(wire.heard).containsExactly("drain", "closed 1011 by us");
  }

  @Test
  void anErrorOnHearingThatThereIsRoomDoesToo() {
    wire.onRest =
        () -> {
          throw new AssertionError("thrown by a test");
        };
    writable(false);
    writable(true);
    assertThat(wire.outcome().said()).containsExactly("close 1011");
    assertThat(wire.heard).containsExactly("writable", "closed 1011 by us");
  }

  @Test
  void pingsOfAClientThatDoesNotReadDoNotPileUp() {
    writable(false);
    wire.feed(new ClientFrames().ping("one").text("two").bytes());
    writable(true);
    wire.feed(new ClientFrames().ping("three").bytes());
    assertThat(wire.outcome().said()).containsExactly("pong three");
    assertThat(wire.heard).containsExactly("text two", "writable", "closed 1006 by peer");
  }

  @Test
  void whatWasQueuedAndNeverFlushedIsGivenBack() {
    connection.send(Utf8.of("queued"));
    wire.channel.close();
    connection.send(Utf8.of("late"));
    connection.flush();
    connection.close(CloseReason.NORMAL, "");
    connection.wake();
    assertThat(wire.outcome().heard()).containsExactly("closed 1006 by peer");
    assertThat(wire.said).isEmpty();
  }

  private void beat(int count) {
    for (int i = 0; i < count; i++) {
      wire.loop.beat();
      wire.channel.runPendingTasks();
    }
  }

  private void writable(boolean now) {
    wire.channel.unsafe().outboundBuffer().setUserDefinedWritability(1, now);
    wire.channel.runPendingTasks();
  }
}
