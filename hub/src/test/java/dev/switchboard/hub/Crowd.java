// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// Several threads that do their work at the same time. What one of them throws fails the test.
final class Crowd {
  /// What the thread of this number does.
  interface Work {
    void run(int number) throws Exception;
  }

  /// What the thread of this number does in this round.
  interface Turn {
    void run(int number, int round) throws Exception;
  }

  private static final int SPINS = 100;

  private final int size;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final AtomicInteger arrived = new AtomicInteger();
  private volatile int round;

  private Crowd(int size) {
    this.size = size;
  }

  /// All begin together and each works until it is done.
  static void of(int size, Work work) {
    Crowd crowd = new Crowd(size);
    crowd.run(number -> {
      crowd.meet(() -> {});
      work.run(number);
    });
  }

  /// All take each turn together; between two rounds, while nobody else does anything, `check`
  /// runs.
  static void inRounds(int size, int rounds, Turn turn, Runnable check) {
    Crowd crowd = new Crowd(size);
    crowd.run(number -> {
      for (int i = 0; i < rounds; i++) {
        crowd.meet(() -> {});
        turn.run(number, i);
        crowd.meet(check);
      }
    });
  }

  /// For loops that wait for another thread of the crowd.
  static void spin() {
    if (Thread.currentThread().isInterrupted()) {
      throw new IllegalStateException("another thread failed");
    }
    Thread.onSpinWait();
  }

  private void run(Work work) {
    for (int i = 0; i < size; i++) {
      int number = i;
      threads.add(Thread.ofPlatform().daemon().unstarted(() -> guarded(work, number)));
    }
    threads.forEach(Thread::start);
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      failure.compareAndSet(null, e);
    }
    if (failure.get() != null) {
      throw new AssertionError("in a crowd of " + size, failure.get());
    }
  }

  private void guarded(Work work, int number) {
    try {
      work.run(number);
    } catch (Exception | AssertionError e) {
      failure.compareAndSet(null, e);
      threads.forEach(Thread::interrupt);
    }
  }

  /// Waits for all others. Spins, since threads that are woken from a sleep start one by one and
  /// hardly ever collide.
  @SuppressWarnings("ThreadPriorityCheck") // lets the others run where cores are fewer than threads
  private void meet(Runnable action) {
    int now = round;
    if (arrived.incrementAndGet() == size) {
      arrived.set(0);
      try {
        action.run();
      } finally {
        round = now + 1;
      }
      return;
    }
    for (int spins = 0; round == now; spins++) {
      spin();
      if (spins > SPINS) {
        Thread.yield();
      }
    }
  }
}
