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
/// mapped regions (of Linux; 0 elsewhere). Descriptors of files do not count, since the JDK opens
/// some of its own when it likes; sockets, loops and pipes are all ours.
record Footprint(long heap, long direct, long descriptors, long regions) {
  private static final long SLACK_BYTES = 4 << 20;

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
        open(),
        lines(Path.of("/proc/self/maps")));
  }

  void assertNoMoreThan(Footprint before) {
    String growth = before + " grew to " + this;
    assertThat(heap).as(growth).isLessThan(before.heap + SLACK_BYTES);
    assertThat(direct).as(growth).isLessThan(before.direct + SLACK_BYTES);
    assertThat(descriptors).as(growth).isLessThanOrEqualTo(before.descriptors);
    assertThat(regions).as(growth).isLessThan(before.regions + SLACK_REGIONS);
  }

  /// Sockets, pipes, and what epoll, io_uring and events are.
  static long open() {
    try (Stream<Path> entries = Files.list(Path.of("/proc/self/fd"))) {
      return entries.filter(Footprint::isOurs).count();
    } catch (IOException _) {
      return 0;
    }
  }

  private static boolean isOurs(Path descriptor) {
    try {
      return !Files.readSymbolicLink(descriptor).toString().startsWith("/");
    } catch (IOException _) {
      return false; // The listing's own, which is closed by now, or a file that was.
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
