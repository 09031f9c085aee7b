// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class OutboxTest {
  private static final int EVENTS = 16;
  private static final int BYTES = 2048;

  private final Outbox outbox = new Outbox(new Limits.Waiting(EVENTS, BYTES, 0));
  private final AtomicInteger wakes = new AtomicInteger();

  OutboxTest() {
    outbox.owner(wakes::incrementAndGet);
  }

  @Test
  void whatComesInFirstGoesOutFirst() {
    offer(1, 3);
    assertThat(drain()).containsExactly(1L, 2L, 3L);
    offer(4, 5);
    assertThat(drain()).containsExactly(4L, 5L);
    assertThat(drain()).isEmpty();
  }

  @Test
  void theOwnerIsWokenOncePerBurst() {
    offer(1, 5);
    assertThat(wakes).hasValue(1);
    drain();
    assertThat(wakes).hasValue(1);
    offer(6, 9);
    assertThat(wakes).hasValue(2);
  }

  @Test
  void theOwnerIsNotWokenWhileItPolls() {
    offer(1, 2);
    outbox.poll();
    offer(3, 4);
    assertThat(wakes).hasValue(1);
    assertThat(drain()).containsExactly(2L, 3L, 4L);
  }

  @Test
  void pollingNothingSleeps() {
    assertThat(drain()).isEmpty();
    assertThat(drain()).isEmpty();
    offer(1, 1);
    assertThat(wakes).hasValue(1);
  }

  @Test
  void asManyEventsWaitAsMay() {
    offer(1, EVENTS);
    assertThat(outbox.overflowed()).isFalse();
    assertThat(drain()).hasSize(EVENTS);
    offer(1, EVENTS);
    assertThat(outbox.overflowed()).isFalse();
  }

  @Test
  void oneEventMoreIsTooMuch() {
    offer(1, EVENTS + 1);
    assertThat(outbox.overflowed()).isTrue();
    assertThat(drain()).hasSize(EVENTS);
  }

  @Test
  void asManyBytesWaitAsMay() {
    outbox.offer(weighing(BYTES - Event.BASE));
    outbox.offer(weighing(Event.BASE));
    assertThat(outbox.overflowed()).isFalse();
    drain();
    outbox.offer(weighing(BYTES));
    assertThat(outbox.overflowed()).isFalse();
  }

  @Test
  void oneByteMoreIsTooMuch() {
    outbox.offer(weighing(BYTES - Event.BASE));
    outbox.offer(weighing(Event.BASE + 1));
    assertThat(outbox.overflowed()).isTrue();
    assertThat(drain()).hasSize(1);
  }

  @Test
  void oneEventMayBeTooMuchAlone() {
    outbox.offer(weighing(BYTES + 1));
    assertThat(outbox.overflowed()).isTrue();
    assertThat(drain()).isEmpty();
    assertThat(wakes).hasValue(1);
  }

  @Test
  void afterAnOverflowNothingComesIn() {
    offer(1, EVENTS + 1);
    drain();
    offer(100, 101);
    assertThat(drain()).isEmpty();
    assertThat(outbox.overflowed()).isTrue();
  }

  @Test
  void anOverflowWakesAnOwnerThatSleeps() {
    offer(1, 1);
    drain();
    outbox.offer(weighing(BYTES + 1));
    assertThat(wakes).hasValue(2);
  }

  @Test
  void theAbandonedWakeNobody() {
    outbox.abandon();
    offer(1, 3);
    assertThat(wakes).hasValue(0);
    assertThat(drain()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aNewOwnerPollsFirstAndIsWokenThen() {
    AtomicInteger other = new AtomicInteger();
    outbox.abandon();
    offer(1, 2);
    outbox.owner(other::incrementAndGet);
    offer(3, 3);
    assertThat(other).hasValue(0);
    assertThat(drain()).containsExactly(1L, 2L, 3L);
    offer(4, 4);
    assertThat(other).hasValue(1);
    assertThat(wakes).hasValue(0);
  }

  @Test
  void whatIsShutTakesNothingAndWakesNobody() {
    offer(1, 1);
    outbox.shut();
    offer(2, 3);
    assertThat(drain()).containsExactly(1L);
    assertThat(wakes).hasValue(1);
    assertThat(outbox.overflowed()).isFalse();
  }

  private void offer(int from, int to) {
    for (int i = from; i <= to; i++) {
      outbox.offer(new Event.Done(i));
    }
  }

  private List<Long> drain() {
    List<Long> got = new ArrayList<>();
    for (Event event = outbox.poll(); event != null; event = outbox.poll()) {
      got.add(event instanceof Event.Done(long request) ? request : -1L);
    }
    return got;
  }

  private static Event weighing(int bytes) {
    return new Event.Refused(0, Refusal.BUSY, "x".repeat(bytes - Event.BASE));
  }
}
