// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A page with six pictures still answers. How long its thread was taken at a stretch is measured
/// and reported, in `target/long-tasks.json`; figures are in `docs/benchmarks.md`, not asserted.
@Timeout(180)
final class ResponsivenessIT {

  @RegisterExtension static final Stage stage = Stage.with();

  private static final int OTHERS = 5;
  private static final int MEASURED = 10_000;

  private static final String WATCH =
      """
      globalThis.tasks = [];
      new PerformanceObserver(list => tasks.push(...list.getEntries().map(one => ({ at: one.startTime, ms: one.duration }))))
        .observe({ type: "longtask", buffered: true });
      """;

  /// People without pages, each with a picture that moves and without a wish to see the others.
  private static final String CROWD =
      """
      async ({ room, many }) => {
        const { connect } = await import("/client/switchboard.js");
        globalThis.joined = await Promise.all(Array.from({ length: many }, async (_, i) => {
          const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 360 });
          const pen = canvas.getContext("2d");
          let frame = 0;
          setInterval(() => {
            pen.fillStyle = `hsl(${i * 60} 60% ${40 + (frame++ % 20)}%)`;
            pen.fillRect(0, 0, 640, 360);
            pen.fillStyle = "white";
            pen.fillRect((frame * 8) % 640, 100, 80, 160);
          }, 66);
          const stream = canvas.captureStream(15);
          const line = connect({ about: { name: "Guest " + (i + 1), face: stream.id, camera: true, mic: false } });
          const here = await line.join(room);
          here.publish(stream);
          return here;
        }));
      }
      """;

  private static final String REPORT =
      """
      ({ from, ms }) => {
        const during = tasks.filter(one => one.at >= from);
        return JSON.stringify({ tiles: document.querySelectorAll("[data-test=tile]").length, cores: navigator.hardwareConcurrency,
          seconds: ms / 1000, longTasks: during.length, longest: Math.round(Math.max(0, ...during.map(one => one.ms))),
          blocked: Math.round(during.reduce((sum, one) => sum + one.ms - 50, 0)) });
      }
      """;

  @Test
  void aPageWithSixPicturesAnswersAndItsLongTasksAreReported() throws IOException {
    Person ana = stage.person("Ana");
    Person crowd = stage.person("Crowd");
    ana.page().addInitScript(WATCH);
    CallPage call = ana.startsRoom();
    crowd.comesHome();
    crowd.page().evaluate(CROWD, Map.of("room", call.room(), "many", OTHERS));
    call.hasPeople(OTHERS + 1);
    for (int i = 1; i <= OTHERS; i++) {
      new Tile(ana.page(), "Guest " + i).moves();
    }

    double from = now(ana);
    call.get("chat").click();
    assertThat(call.get("chat-panel")).isVisible();
    ana.page().keyboard().press("Escape");
    call.get("people").click();
    assertThat(call.get("people-panel")).isVisible();
    Wait.until("the time is over", ana.page(), () -> now(ana) - from > MEASURED);
    call.get("close-panel").click();
    assertThat(call.get("people-panel")).hasCount(0);

    Map<String, Double> span = Map.of("from", from, "ms", now(ana) - from);
    String report = (String) ana.page().evaluate(REPORT, span);
    Files.writeString(Path.of("target", "long-tasks.json"), report + "\n");
    System.out.println("long tasks: " + report);
    assertThat(report).contains("\"tiles\":6");
  }

  private static double now(Person person) {
    return ((Number) person.page().evaluate("performance.now()")).doubleValue();
  }
}
