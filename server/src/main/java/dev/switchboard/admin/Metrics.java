// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.admin;

import dev.switchboard.text.Utf8;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/// What is counted, under the names that Prometheus reads. Nothing is kept here: each number is
/// read where it is counted, when somebody asks. Any thread.
///
/// Names and labels are fixed when the server starts, so that no stranger can make them grow.
public final class Metrics {
  public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  private static final String TOTAL = "_total";

  private final List<Metric> metrics = new CopyOnWriteArrayList<>();

  /// One number of a metric; label and value are empty where it has but one.
  private record Reading(String label, String value, LongSupplier number) {
    Labels labels() {
      return label.isEmpty() ? Labels.EMPTY : Labels.of(label, value);
    }
  }

  private record Metric(String name, String help, List<Reading> readings) {
    boolean counts() {
      return name.endsWith(TOTAL);
    }
  }

  /// Several numbers of one metric, told apart by a label.
  public static final class Family {
    private final String label;
    private final List<Reading> readings = new ArrayList<>();

    private Family(String label) {
      this.label = label;
    }

    public static Family by(String label) {
      return new Family(label);
    }

    public Family add(String value, LongSupplier number) {
      readings.add(new Reading(label, value, number));
      return this;
    }
  }

  /// A name that ends in `_total` only ever grows; any other is what there is now. Numbers are sent
  /// as doubles, which are exact up to 2^53: 9 petabytes.
  public Metrics add(String name, String help, LongSupplier number) {
    metrics.add(new Metric(name, help, List.of(new Reading("", "", number))));
    return this;
  }

  public Metrics add(String name, String help, Family family) {
    metrics.add(new Metric(name, help, List.copyOf(family.readings)));
    return this;
  }

  /// What a metric is now; the sum where it has a label. Throws where there is none of this name.
  long number(String name) {
    return numbers(name).values().stream().mapToLong(Long::longValue).sum();
  }

  /// The same by its label, in the order in which they were added; by "" where it has none.
  Map<String, Long> numbers(String name) {
    for (Metric metric : metrics) {
      if (metric.name().equals(name)) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        metric.readings().forEach(one -> numbers.put(one.value(), one.number().getAsLong()));
        return numbers;
      }
    }
    throw new IllegalArgumentException("metric: " + name + " (expected: one that is counted)");
  }

  /// All of it, as text of [#CONTENT_TYPE].
  public Utf8 text() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<MetricSnapshot> snapshots = metrics.stream().map(Metrics::snapshot).toList();
    try {
      PrometheusTextFormatWriter.create().write(out, new MetricSnapshots(snapshots));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] bytes = out.toByteArray();
    return Utf8.copyOf(bytes, 0, bytes.length);
  }

  private static MetricSnapshot snapshot(Metric metric) {
    return metric.counts() ? counter(metric) : gauge(metric);
  }

  private static MetricSnapshot counter(Metric metric) {
    String name = metric.name();
    CounterSnapshot.Builder snapshot =
        CounterSnapshot.builder()
            .name(name.substring(0, name.length() - TOTAL.length()))
            .help(metric.help());
    for (Reading reading : metric.readings()) {
      snapshot.dataPoint(
          CounterDataPointSnapshot.builder()
              .labels(reading.labels())
              .value((double) reading.number().getAsLong())
              .build());
    }
    return snapshot.build();
  }

  private static MetricSnapshot gauge(Metric metric) {
    GaugeSnapshot.Builder snapshot =
        GaugeSnapshot.builder().name(metric.name()).help(metric.help());
    for (Reading reading : metric.readings()) {
      snapshot.dataPoint(
          GaugeDataPointSnapshot.builder()
              .labels(reading.labels())
              .value((double) reading.number().getAsLong())
              .build());
    }
    return snapshot.build();
  }
}
