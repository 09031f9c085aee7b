// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Hunts for a wake-up that is lost, or rings twice: one consumer that sleeps whenever there is
/// nothing, until it is woken.
final class OutboxRaceTest {
  private static final Limits.Waiting WIDE = new Limits.Waiting(1_000_000, 1 << 30, 0);
  private static final int PRODUCERS = 3;
  private static final int SINGLES = 50_000;
  private static final int ROUNDS = 20_000;

  /// Spins by which one of two threads is later than the other at most.
  private static final int LATEST = 16;

  private final Semaphore bell = new Semaphore(0);
  private final AtomicInteger wakes = new AtomicInteger();
  private final AtomicInteger taken = new AtomicInteger();
  private int sleeps;

  @Test
  void everythingArrivesInOrderHoweverFastItComes() {
    race(300_000, 0);
  }

  @Test
  void everythingArrivesInOrderWhenTheConsumerKeepsFallingAsleep() {
    race(15_000, 300);
  }

  /// Only a burst's last event can be slept through, since the next offer wakes again; so here each
  /// event is a burst, offered just when the consumer is about to fall asleep. With a single
  /// producer, whoever is woken finds something.
  @Test
  void noEventIsSleptThroughAndNoneIsRungForTwice() {
    Outbox outbox = new Outbox(WIDE);
    outbox.owner(this::wake);
    Crowd.of(
        2,
        number -> {
          if (number == 0) {
            offerOneAtATime(outbox);
          } else {
            takeOneAtATime(outbox);
          }
        });
    assertThat(wakes).hasValue(sleeps);
  }

  /// Two threads offer at once, the one a little later each round than in the round before: without
  /// the compare-and-set both find the owner asleep in many of them.
  @Test
  void whoOffersAtTheSameMomentWakesTheOwnerOnce() {
    Outbox outbox = new Outbox(WIDE);
    outbox.owner(wakes::incrementAndGet);
    Crowd.inRounds(
        2,
        ROUNDS,
        (number, round) -> {
          for (int spin = number * (round % LATEST); spin > 0; spin--) {
            Thread.onSpinWait();
          }
          outbox.offer(new Event.Done(round));
        },
        () -> {
          assertThat(wakes.getAndSet(0)).as("wakes").isEqualTo(1);
          assertThat(outbox.poll()).isNotNull();
          assertThat(outbox.poll()).isNotNull();
          assertThat(outbox.poll()).isNull();
        });
  }

  @Test
  void anOverflowIsAlwaysNoticed() {
    Outbox[] outbox = {new Outbox(new Limits.Waiting(16, 1 << 20, 0))};
    Crowd.inRounds(
        3,
        800,
        (number, _) -> {
          if (number == 0) {
            outbox[0].owner(this::wake);
            while (!outbox[0].overflowed()) {
              if (outbox[0].poll() == null && !outbox[0].overflowed()) {
                awaitWake();
              }
            }
          } else {
            for (int i = 0; !outbox[0].overflowed(); i++) {
              outbox[0].offer(new Event.Done(i));
            }
          }
        },
        () -> {
          outbox[0] = new Outbox(new Limits.Waiting(16, 1 << 20, 0));
          bell.drainPermits();
        });
  }

  /// Producers that pause between events, for up to so many spins, leave the consumer time to find
  /// nothing.
  private void race(int each, int pause) {
    Outbox outbox = new Outbox(WIDE);
    outbox.owner(this::wake);
    Crowd.of(
        1 + PRODUCERS,
        number -> {
          if (number == PRODUCERS) {
            consume(outbox, each);
          } else {
            produce(outbox, number, each, pause);
          }
        });
    assertThat(outbox.overflowed()).isFalse();
    // Asleep at first and after each empty poll, and woken once from each of those sleeps.
    assertThat(wakes).hasValue(sleeps);
  }

  private void offerOneAtATime(Outbox outbox) {
    for (int i = 0; i < SINGLES; i++) {
      while (taken.get() != i) {
        Crowd.spin();
      }
      for (int spin = (i * 31) % 128; spin > 0; spin--) {
        Thread.onSpinWait();
      }
      outbox.offer(new Event.Done(i));
    }
  }

  private void takeOneAtATime(Outbox outbox) throws InterruptedException {
    // An outbox is born asleep: who polled it before the first wake would be rung for what it took.
    sleep();
    boolean woken = true;
    while (taken.get() < SINGLES) {
      if (outbox.poll() != null) {
        taken.incrementAndGet();
        woken = false;
      } else if (woken) {
        throw new AssertionError("woken for nothing");
      } else {
        sleep();
        woken = true;
      }
    }
  }

  private static void produce(Outbox outbox, int number, int each, int pause) {
    for (int i = 0; i < each; i++) {
      outbox.offer(new Event.Done((long) i * PRODUCERS + number));
      for (int spin = (i * 31) % (pause + 1); spin > 0; spin--) {
        Thread.onSpinWait();
      }
    }
  }

  private void consume(Outbox outbox, int each) throws InterruptedException {
    long[] next = new long[PRODUCERS];
    int left = each * PRODUCERS;
    sleep();
    while (left > 0) {
      switch (outbox.poll()) {
        case Event.Done(long number) -> {
          int producer = (int) (number % PRODUCERS);
          assertThat(number / PRODUCERS).isEqualTo(next[producer]++);
          left--;
        }
        case null -> sleep();
        case Event other -> throw new AssertionError("nobody offered " + other);
      }
    }
    assertThat(outbox.poll()).isNull();
  }

  private void wake() {
    wakes.incrementAndGet();
    bell.release();
  }

  private void sleep() throws InterruptedException {
    sleeps++;
    awaitWake();
    if (bell.availablePermits() > 0) {
      throw new AssertionError("woken twice");
    }
  }

  /// An overflow wakes once more, also who is awake.
  private void awaitWake() throws InterruptedException {
    if (!bell.tryAcquire(10, TimeUnit.SECONDS)) {
      throw new AssertionError("nobody woke the consumer");
    }
  }
}
