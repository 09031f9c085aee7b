// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// What this process holds after a collection: bytes of heap and of direct buffers, descriptors and
/// mapped regions (of Linux; 0 elsewhere).
record Footprint(long heap, long direct, long descriptors, long regions) {
  private static final long SLACK_BYTES = 4 << 20;

  /// The JDK opens a file of its own late, now and then.
  private static final long SLACK_DESCRIPTORS = 8;

  /// Compiled code comes in regions of its own.
  private static final long SLACK_REGIONS = 64;

  static Footprint now() {
    System.gc();
    System.gc();
    return new Footprint(
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum(),
        count(Path.of("/proc/self/fd")),
        lines(Path.of("/proc/self/maps")));
  }

  /// Waits for what is on its way to be closed, and then holds what is left against what was there.
  static void assertNoGrowthSince(Footprint before) {
    long patience = System.nanoTime() + 10_000_000_000L;
    Footprint after = now();
    while (after.descriptors >= before.descriptors + SLACK_DESCRIPTORS
        && System.nanoTime() < patience) {
      after = now();
    }
    after.assertNoMoreThan(before);
  }

  void assertNoMoreThan(Footprint before) {
    String growth = before + " grew to " + this;
    assertThat(heap).as(growth).isLessThan(before.heap + SLACK_BYTES);
    assertThat(direct).as(growth).isLessThan(before.direct + SLACK_BYTES);
    assertThat(descriptors).as(growth).isLessThan(before.descriptors + SLACK_DESCRIPTORS);
    assertThat(regions).as(growth).isLessThan(before.regions + SLACK_REGIONS);
  }

  private static long count(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.count();
    } catch (IOException _) {
      return 0;
    }
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException _) {
      return 0;
    }
  }
}
