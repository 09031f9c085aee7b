// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.admin;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What the server has been doing: a quarter of an hour, an hour and a day, and the peaks of today.
/// In memory only, and as much of it after a year as after a day. [#tick] is for one thread, the
/// rest for any.
public final class History {
  private static final long SECOND = 1_000_000_000L;

  private final Metrics metrics;
  private final LongSupplier nanos;
  private final InstantSource clock;
  private final Waits waits = new Waits();
  private final Map<String, Span> spans = new LinkedHashMap<>();
  private long last;
  private volatile Consumer<LongConsumer> probe = _ -> {};
  private @Nullable Totals before;
  private Point now = Point.ZERO;
  private Point peak = Point.ZERO;
  private LocalDate today = LocalDate.EPOCH;

  private record Totals(long in, long out, long bytes) {}

  /// What there is to show; `step` is how many seconds a point is.
  record Shown(Point now, Point peak, int step, List<Point> points) {}

  public History(Metrics metrics, LongSupplier nanos, InstantSource clock) {
    this.metrics = metrics;
    this.nanos = nanos;
    this.clock = clock;
    this.last = nanos.getAsLong();
    spans.put("15m", new Span(10));
    spans.put("1h", new Span(40));
    spans.put("24h", new Span(960));
  }

  /// From now on `loops` has every event loop tell how long a task waits for it.
  public void probe(Consumer<LongConsumer> loops) {
    probe = loops;
  }

  /// A few times a second.
  public void tick() {
    probe.accept(waits::add);
    long passed = nanos.getAsLong() - last;
    if (passed >= SECOND) {
      // After a pause of the process the seconds that were missed are as good as this one.
      last += passed;
      second(passed);
    }
  }

  /// The span of this name, or of a quarter of an hour.
  synchronized Shown shown(String range) {
    Span span = spans.getOrDefault(range, spans.get("15m"));
    if (span == null) {
      throw new IllegalStateException("range: " + range + " (expected: one of " + spans + ")");
    }
    return new Shown(now, peak, span.step(), span.points());
  }

  private synchronized void second(long passed) {
    Totals totals =
        new Totals(
            metrics.number(Figures.RECEIVED),
            metrics.number(Figures.SENT),
            metrics.number(Figures.RELAYED));
    Totals from = before == null ? totals : before;
    before = totals;
    long[] waited = waits.take();
    now =
        new Point(
            metrics.number(Figures.CONNECTIONS),
            metrics.number(Figures.ROOMS),
            rate(totals.in - from.in, passed),
            rate(totals.out - from.out, passed),
            rate((totals.bytes - from.bytes) * 8, passed),
            waited[0],
            waited[1]);
    LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneId.systemDefault());
    peak = day.equals(today) ? peak.most(now) : now;
    today = day;
    spans.values().forEach(span -> span.add(now));
  }

  private static long rate(long count, long passed) {
    return Math.max(0, Math.round(count * (double) SECOND / passed));
  }
}
