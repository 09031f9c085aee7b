// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// The events that wait for one peer: bounded, filled by any thread, emptied by one owner at a
/// time.
///
/// ```
///            offer finds it asleep: wake            poll found nothing
///   ASLEEP ───────────────────────────▶ AWAKE ───────────────────────────▶ ASLEEP
/// ```
///
/// The owner is woken once per burst: from the first event after it fell asleep until it has polled
/// everything. Nobody ever waits for a reader: when more waits than [Limits.Waiting] allows, the
/// outbox is [#overflowed], takes nothing any more, and its owner ends the peer. The queue is a
/// linked list after Vyukov: `offer` is one atomic exchange, and one atomic addition keeps count
/// and weight.
public final class Outbox {
  private static final int COUNT_SHIFT = 40;
  private static final long WEIGHT_MASK = (1L << COUNT_SHIFT) - 1;
  private static final VarHandle TAIL = field(Outbox.class, "tail", Node.class);
  private static final VarHandle PENDING = field(Outbox.class, "pending", long.class);
  private static final VarHandle ASLEEP = field(Outbox.class, "asleep", boolean.class);
  private static final VarHandle NEXT = field(Node.class, "next", Node.class);

  private final int mostEvents;
  private final int mostBytes;

  private Node head = new Node(null);

  @SuppressWarnings("unused") // written through TAIL
  private volatile Node tail = head;

  /// Events waiting, in the upper bits, and their weight, in the lower 40.
  @SuppressWarnings("unused") // written through PENDING
  private volatile long pending;

  private volatile boolean asleep = true;
  private volatile boolean shut;
  private volatile boolean overflowed;
  private volatile Runnable wake = Outbox::nobody;

  Outbox(Limits.Waiting limits) {
    this.mostEvents = limits.events();
    this.mostBytes = limits.bytes();
  }

  /// Queues an event and wakes the owner if it sleeps. Any thread; never waits.
  void offer(Event event) {
    if (shut) {
      return;
    }
    long cost = (1L << COUNT_SHIFT) | event.weight();
    long before = (long) PENDING.getAndAdd(this, cost);
    if ((before >>> COUNT_SHIFT) >= mostEvents
        || (before & WEIGHT_MASK) + event.weight() > mostBytes) {
      overflow();
      return;
    }
    Node node = new Node(event);
    Node last = (Node) TAIL.getAndSet(this, node);
    last.next = node;
    if (asleep && ASLEEP.compareAndSet(this, true, false)) {
      wake.run();
    }
  }

  /// The next event, or null when nothing waits; then the next `offer` wakes the owner again. Owner
  /// only.
  public @Nullable Event poll() {
    Event event = take();
    if (event != null) {
      return event;
    }
    asleep = true;
    if (head.next == null || !ASLEEP.compareAndSet(this, true, false)) {
      return null;
    }
    return take();
  }

  /// More waited than may wait; what was offered since is lost.
  public boolean overflowed() {
    return overflowed;
  }

  /// Whom to wake from now on. What waits already wakes nobody: a new owner polls first.
  void owner(Runnable wake) {
    this.wake = wake;
  }

  void abandon() {
    wake = Outbox::nobody;
  }

  /// Takes nothing any more.
  void shut() {
    shut = true;
    wake = Outbox::nobody;
  }

  /// The owner hears of this even when it is awake: it may be waiting for a socket that never takes
  /// more.
  private void overflow() {
    shut = true;
    overflowed = true;
    wake.run();
  }

  private @Nullable Event take() {
    Node next = head.next;
    if (next == null) {
      return null;
    }
    Event event = next.event;
    next.event = null;
    // A node that was promoted to the old generation would keep all that ever came behind it alive
    // until the old generation is collected. Nobody else looks at it any more: no fence.
    NEXT.set(head, null);
    head = next;
    if (event != null) {
      PENDING.getAndAdd(this, -((1L << COUNT_SHIFT) | event.weight()));
    }
    return event;
  }

  private static void nobody() {}

  private static VarHandle field(Class<?> owner, String name, Class<?> type) {
    try {
      return MethodHandles.lookup().findVarHandle(owner, name, type);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final class Node {
    @Nullable Event event;
    volatile @Nullable Node next;

    Node(@Nullable Event event) {
      this.event = event;
    }
  }
}
