// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// What is remembered of a server, by a clock of the test's own.
final class HistoryTest {
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicLong connections = new AtomicLong();
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong relayed = new AtomicLong();
  private Instant time = Instant.parse("2026-03-01T12:00:00Z");
  private final Metrics metrics =
      new Metrics()
          .add(Figures.CONNECTIONS, "", connections::get)
          .add(Figures.ROOMS, "", () -> 0)
          .add(Figures.RECEIVED, "", received::get)
          .add(Figures.SENT, "", () -> 0)
          .add(Figures.RELAYED, "", relayed::get);
  private final History history = new History(metrics, nanos::get, () -> time);

  private void passes(Duration while_) {
    for (long i = 0; i < while_.toSeconds(); i++) {
      nanos.addAndGet(1_000_000_000L);
      time = time.plusSeconds(1);
      history.tick();
    }
  }

  @Test
  void countsBecomeRates() {
    passes(Duration.ofSeconds(1));
    received.addAndGet(30);
    relayed.addAndGet(1000);
    nanos.addAndGet(2_000_000_000L); // a tick came late
    history.tick();
    assertThat(history.shown("15m").now().in()).isEqualTo(15);
    assertThat(history.shown("15m").now().relay()).as("bits").isEqualTo(4000);
  }

  @Test
  void aPointIsAMeanAndThereAreNeverMoreThanNinety() {
    connections.set(10);
    passes(Duration.ofSeconds(5));
    connections.set(20);
    passes(Duration.ofSeconds(5));
    assertThat(history.shown("15m").points()).extracting(Point::connections).containsExactly(15L);
    assertThat(history.shown("1h").points()).isEmpty();
    passes(Duration.ofHours(25));
    for (String range : new String[] {"15m", "1h", "24h"}) {
      assertThat(history.shown(range).points()).as(range).hasSize(Span.POINTS);
      assertThat(history.shown(range).step() * Span.POINTS)
          .isEqualTo(range.equals("15m") ? 900 : range.equals("1h") ? 3600 : 86_400);
    }
  }

  @Test
  void peaksAreThoseOfToday() {
    connections.set(7);
    passes(Duration.ofSeconds(2));
    connections.set(3);
    passes(Duration.ofSeconds(2));
    assertThat(history.shown("").peak().connections()).isEqualTo(7);
    passes(Duration.ofHours(25));
    assertThat(history.shown("").peak().connections()).as("the next day").isEqualTo(3);
  }

  @Test
  void waitsAreTheMedianAndTheWorstButOneInAHundred() {
    history.probe(waited -> {
      for (int i = 1; i <= 100; i++) {
        waited.accept(i * 1000L);
      }
    });
    passes(Duration.ofSeconds(1));
    assertThat(history.shown("").now().usual()).isEqualTo(51);
    assertThat(history.shown("").now().slow()).isEqualTo(100);
  }
}
