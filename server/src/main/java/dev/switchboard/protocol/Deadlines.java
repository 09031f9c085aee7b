// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Things that are due after one and the same delay: a queue, since what came first is due first.
/// Costs one entry a thing and no timer. Any thread adds; one thread takes what is due.
public final class Deadlines<T> {
  private final long delayNanos;
  private final ConcurrentLinkedQueue<Deadline<T>> queue = new ConcurrentLinkedQueue<>();

  public Deadlines(long delayNanos) {
    this.delayNanos = delayNanos;
  }

  public Deadline<T> add(T thing, long now) {
    Deadline<T> deadline = new Deadline<>(thing, now + delayNanos);
    queue.add(deadline);
    return deadline;
  }

  public void passed(long now, Consumer<T> due) {
    for (Deadline<T> first = queue.peek();
        first != null && first.hasPassed(now);
        first = queue.peek()) {
      queue.poll();
      T thing = first.thing;
      if (thing != null) {
        due.accept(thing);
      }
    }
  }

  /// One thing that will be due, unless it is cancelled.
  public static final class Deadline<T> {
    private final long nanos;
    private volatile @Nullable T thing;

    private Deadline(T thing, long nanos) {
      this.thing = thing;
      this.nanos = nanos;
    }

    /// Lets go of the thing at once; its empty entry waits for its time. Any thread.
    public void cancel() {
      thing = null;
    }

    private boolean hasPassed(long now) {
      return thing == null || nanos - now <= 0;
    }
  }
}
