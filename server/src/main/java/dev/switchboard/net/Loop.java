// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import io.netty.util.concurrent.EventExecutor;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What the connections of one event loop share: scratch memory, the list of those to be drained,
/// and the beat that finds the silent.
///
/// Any thread may [#wake]; the rest is for the loop.
final class Loop {
  /// A whole frame that came in one read is unmasked in here; a read is never larger.
  static final int SCRATCH = 64 << 10;

  /// Beats from one sign of life to the ping.
  static final int BEATS_TO_PING = 4;

  /// Beats from one sign of life to death: two heartbeats.
  static final int BEATS_TO_DEATH = 8;

  private static final VarHandle WOKEN = woken();

  private final EventExecutor executor;
  private final byte[] scratch = new byte[SCRATCH];
  private final Zlib zlib = new Zlib();
  private final List<Tenant> tenants = new ArrayList<>();
  private final Runnable drain = this::drain;

  @SuppressWarnings("unused") // written through WOKEN
  private volatile @Nullable Wakeable woken;

  Loop(EventExecutor executor) {
    this.executor = executor;
  }

  /// Starts the beat, four of which make the quiet after which a connection is pinged.
  void start(long quietMillis) {
    long beat = Math.max(1, quietMillis / BEATS_TO_PING);
    // Not at a fixed rate: after a pause of the whole process, the beats that were missed would
    // come all at once and find everybody dead.
    executor.scheduleWithFixedDelay(this::beat, beat, beat, TimeUnit.MILLISECONDS);
  }

  byte[] scratch() {
    return scratch;
  }

  Zlib zlib() {
    return zlib;
  }

  /// Has `drained` called on the loop, after what the loop is reading now. The woken form a stack
  /// that is linked through themselves, so waking makes nothing; the first of a burst starts the
  /// one task that serves all of them.
  void wake(Wakeable one) {
    if (!one.claimWake()) {
      return;
    }
    Wakeable first;
    do {
      first = (Wakeable) WOKEN.getVolatile(this);
      one.next = first;
    } while (!WOKEN.compareAndSet(this, first, one));
    if (first == null) {
      begin(drain);
    }
  }

  void enter(Tenant tenant) {
    tenant.place = tenants.size();
    tenants.add(tenant);
  }

  void leave(Tenant tenant) {
    Tenant last = tenants.removeLast();
    if (last.place != tenant.place) {
      tenants.set(tenant.place, last);
      last.place = tenant.place;
    }
  }

  /// Everybody who is there now; they may leave meanwhile.
  List<Tenant> tenants() {
    return List.copyOf(tenants);
  }

  /// The server is going away.
  void dismissAll() {
    for (Tenant tenant : tenants()) {
      try {
        tenant.dismiss();
      } catch (Throwable e) {
        tenant.failed(e);
      }
    }
  }

  /// A quarter of a heartbeat went by.
  void beat() {
    zlib.beat();
    for (int i = tenants.size() - 1; i >= 0; i--) {
      if (i < tenants.size()) {
        beat(tenants.get(i));
      }
    }
  }

  /// An exception would end the beat for good.
  private static void beat(Tenant tenant) {
    try {
      tenant.beat();
    } catch (Throwable e) {
      tenant.failed(e);
    }
  }

  private void begin(Runnable task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException _) {
      // The loop has stopped, so its connections are gone, and whoever woke them is not to blame.
    }
  }

  private void drain() {
    Wakeable list = inOrder((Wakeable) WOKEN.getAndSet(this, null));
    while (list != null) {
      Wakeable one = list;
      list = one.next;
      one.next = null;
      one.releaseWake();
      try {
        one.drained();
      } catch (Throwable e) {
        one.failed(e);
      }
    }
  }

  private static @Nullable Wakeable inOrder(@Nullable Wakeable stack) {
    Wakeable list = null;
    Wakeable rest = stack;
    while (rest != null) {
      Wakeable one = rest;
      rest = one.next;
      one.next = list;
      list = one;
    }
    return list;
  }

  private static VarHandle woken() {
    try {
      return MethodHandles.lookup().findVarHandle(Loop.class, "woken", Wakeable.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /// Something that lives on a loop and is asked for a sign of life.
  abstract static class Tenant extends Wakeable {
    private int place;

    abstract void beat();

    /// The server is going away.
    abstract void dismiss();
  }
}
