// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.admin;

import com.sun.management.OperatingSystemMXBean;
import dev.switchboard.hub.Hub;
import dev.switchboard.hub.OpenRoom;
import dev.switchboard.json.JsonWriter;
import dev.switchboard.text.Utf8;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;

/// How the server is doing, as JSON for the page of its owner: `docs/operations.md` has it field by
/// field. Numbers come from the [Metrics] and the [History]; names of rooms are all that it tells
/// of people. Any thread.
public final class Status {
  /// Of each realm, the fullest.
  private static final int MOST_ROOMS = 200;

  private final String version;
  private final Metrics metrics;
  private final History history;
  private final BooleanSupplier ready;

  public Status(String version, Metrics metrics, History history, BooleanSupplier ready) {
    this.version = version;
    this.metrics = metrics;
    this.history = history;
    this.ready = ready;
  }

  Utf8 json(Map<String, Hub> realms, String range) {
    JsonWriter out = new JsonWriter();
    out.beginObject();
    process(out);
    History.Shown shown = history.shown(range);
    point(out, "now", shown.now());
    point(out, "peak", shown.peak());
    series(out, shown);
    numbers(out, "refusals", Figures.REFUSALS);
    numbers(out, "turnRefusals", Figures.TURN_REFUSALS);
    numbers(out, "ratings", Figures.RATINGS);
    numbers(out, "problems", Figures.PROBLEMS);
    out.beginArray("open");
    realms.forEach((realm, hub) -> hub.open(MOST_ROOMS).forEach(room -> room(out, realm, room)));
    return out.endArray().endObject().copy();
  }

  private void process(JsonWriter out) {
    Runtime runtime = Runtime.getRuntime();
    out.string("version", version)
        .flag("ready", ready.getAsBoolean())
        .number("uptime", ManagementFactory.getRuntimeMXBean().getUptime() / 1000)
        .number("cpu", cpuPercent())
        .number("memory", runtime.totalMemory() - runtime.freeMemory())
        .number("people", metrics.number(Figures.PEERS))
        .number("allocations", metrics.number(Figures.ALLOCATIONS));
  }

  /// Of all processors, by this process; 0 where the system does not tell.
  private static long cpuPercent() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? Math.max(0, Math.round(system.getProcessCpuLoad() * 100))
        : 0;
  }

  private static void point(JsonWriter out, String name, Point point) {
    out.beginObject(name)
        .number("connections", point.connections())
        .number("rooms", point.rooms())
        .number("in", point.in())
        .number("out", point.out())
        .number("relay", point.relay())
        .endObject();
  }

  private static void series(JsonWriter out, History.Shown shown) {
    out.beginObject("series").number("step", shown.step());
    line(out, "connections", shown.points(), Point::connections);
    line(out, "rooms", shown.points(), Point::rooms);
    line(out, "in", shown.points(), Point::in);
    line(out, "out", shown.points(), Point::out);
    line(out, "relay", shown.points(), Point::relay);
    line(out, "usual", shown.points(), Point::usual);
    line(out, "slow", shown.points(), Point::slow);
    out.endObject();
  }

  private static void line(
      JsonWriter out, String name, List<Point> points, ToLongFunction<Point> of) {
    out.beginArray(name);
    points.forEach(point -> out.element(Long.toString(of.applyAsLong(point))));
    out.endArray();
  }

  /// Those that are not 0.
  private void numbers(JsonWriter out, String name, String metric) {
    out.beginObject(name);
    metrics
        .numbers(metric)
        .forEach((label, number) -> {
          if (number > 0) {
            out.number(label, number);
          }
        });
    out.endObject();
  }

  /// Rooms of other kinds are those of dialects whose clients know of no others.
  private static void room(JsonWriter out, String realm, OpenRoom room) {
    out.beginObject()
        .string("realm", realm)
        .string("kind", room.name().kind())
        .string("name", room.name().text())
        .number("people", room.people())
        .number("waiting", room.waiting())
        .number("since", room.since())
        .flag("locked", room.rules().locked())
        .endObject();
  }
}
