// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import dev.switchboard.hub.Hub;
import dev.switchboard.protocol.Protocol;
import java.util.Collection;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets deadlines pass, four times a second, on a thread of its own: ringing, grace, hellos that
/// never came, acknowledgements that are due.
final class Ticker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);
  private static final long PERIOD_MILLIS = 250;

  private final Collection<Hub> hubs;
  private final Collection<Protocol> protocols;
  private final Runnable more;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("ticker").daemon().factory());

  Ticker(Collection<Hub> hubs, Collection<Protocol> protocols, Runnable more) {
    this.hubs = hubs;
    this.protocols = protocols;
    this.more = more;
  }

  void start() {
    executor.scheduleAtFixedRate(this::tick, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /// Returns when the last tick is over: it must not reach for loops that have stopped.
  @Override
  public void close() {
    executor.close();
  }

  /// An exception would end the schedule for good.
  private void tick() {
    try {
      hubs.forEach(Hub::tick);
      protocols.forEach(Protocol::tick);
      more.run();
    } catch (RuntimeException e) {
      LOG.error("a tick failed", e);
    }
  }
}
