// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import io.netty.util.concurrent.EventExecutor;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/// The [Loop] of each event loop. Any thread.
final class Loops {
  private final ConcurrentHashMap<EventExecutor, Loop> loops = new ConcurrentHashMap<>();
  private final long quietMillis;

  Loops(NetLimits limits) {
    this.quietMillis = limits.quiet().toMillis();
  }

  Loop of(EventExecutor executor) {
    Loop known = loops.get(executor);
    return known != null ? known : loops.computeIfAbsent(executor, this::begin);
  }

  /// Runs on each loop: every connection is told that the server goes away.
  void dismissAll() {
    loops.forEach((executor, loop) -> executor.execute(loop::dismissAll));
  }

  Collection<Loop> all() {
    return List.copyOf(loops.values());
  }

  private Loop begin(EventExecutor executor) {
    Loop loop = new Loop(executor);
    loop.start(quietMillis);
    // By then its connections are gone.
    executor.terminationFuture().addListener(_ -> loop.zlib().free());
    return loop;
  }
}
