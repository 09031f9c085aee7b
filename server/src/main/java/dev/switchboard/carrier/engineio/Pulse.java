// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.engineio;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The heartbeat of one session, on its home loop. In revision 4 the server pings and the client
/// answers; in revision 3 it is the other way round.
///
/// ```
///   revision 4:  RESTING ──interval──▶ ping, WAITING ──timeout──▶ dead
///                   ▲──────── pong ───────┘ (any other packet puts the timeout off, once)
///   revision 3:  WAITING ──interval + timeout──▶ dead; each ping starts it anew
/// ```
final class Pulse {
  private final EventExecutor home;
  private final long interval;
  private final long timeout;
  private final boolean pings;
  private final Runnable ping;
  private final Runnable dead;
  private @Nullable Future<?> due;
  private long deadline = Long.MAX_VALUE;
  private boolean waiting;
  private boolean extended;

  Pulse(
      EventExecutor home,
      EngineIoOptions.Heartbeat heartbeat,
      int revision,
      Runnable ping,
      Runnable dead) {
    this.home = home;
    this.interval = heartbeat.interval().toNanos();
    this.timeout = heartbeat.timeout().toNanos();
    this.pings = revision == 4;
    this.ping = ping;
    this.dead = dead;
  }

  void start() {
    if (pings) {
      waiting = false;
      deadline = Long.MAX_VALUE;
      again(this::beat, interval);
    } else {
      expect(interval + timeout);
    }
  }

  void stop() {
    Future<?> last = due;
    due = null;
    if (last != null) {
      last.cancel(false);
    }
  }

  /// Any packet but a pong came.
  void sign() {
    if (pings && waiting && !extended) {
      extended = true;
      expect(timeout);
    }
  }

  /// Whether the client is too late already, though the clock has not been heard yet.
  boolean isOver() {
    return System.nanoTime() - deadline >= 0 && deadline != Long.MAX_VALUE;
  }

  private void beat() {
    waiting = true;
    extended = false;
    expect(timeout);
    ping.run();
  }

  private void expect(long nanos) {
    deadline = System.nanoTime() + nanos;
    again(dead, nanos);
  }

  private void again(Runnable task, long nanos) {
    stop();
    due = home.schedule(task, nanos, TimeUnit.NANOSECONDS);
  }
}
