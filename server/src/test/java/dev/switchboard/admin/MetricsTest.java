// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.admin.Metrics.Family;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class MetricsTest {

  @Test
  void numbersAreReadWhenSomebodyAsks() {
    AtomicLong here = new AtomicLong();
    Metrics metrics =
        new Metrics()
            .add("test_things", "Things here.", here::get)
            .add("test_calls_total", "Calls made.", () -> 9_007_199_254_740_991L)
            .add(
                "test_refusals_total",
                "Refused.",
                Family.by("code").add("401", () -> 1).add("busy", here::get));
    here.set(7);
    assertThat(metrics.text().toString().lines())
        .containsExactlyInAnyOrder(
            "# HELP test_things Things here.",
            "# TYPE test_things gauge",
            "test_things 7.0",
            "# HELP test_calls_total Calls made.",
            "# TYPE test_calls_total counter",
            "test_calls_total 9.007199254740991E15",
            "# HELP test_refusals_total Refused.",
            "# TYPE test_refusals_total counter",
            "test_refusals_total{code=\"401\"} 1.0",
            "test_refusals_total{code=\"busy\"} 7.0");
  }
}
