// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SharedBucketTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int PACKET = 1000;

  /// Over ten seconds of a clock that is turned, in steps of a millisecond.
  @ParameterizedTest
  @ValueSource(longs = {65_536, 1_000_000, 250_000_000, 2_000_000_000})
  void oneLoopAloneMayUseItAll(long perSecond) {
    SharedBucket.Purse purse = new SharedBucket.Purse(new SharedBucket(perSecond, 0));
    long moved = 0;
    for (long now = 0; now < 10 * SECOND; now += SECOND / 1000) {
      while (purse.take(PACKET, now)) {
        moved += PACKET;
      }
    }
    // What it holds at first is a quarter of a second's.
    assertThat(moved).isBetween((long) (9.9 * perSecond), (long) (10.4 * perSecond));
  }

  @Test
  void whatIsBorrowedHasToBeWaitedFor() {
    SharedBucket bucket = new SharedBucket(1_000_000, 0);
    SharedBucket.Purse purse = new SharedBucket.Purse(bucket);
    assertThat(purse.borrow(250_000, 0)).isZero();
    assertThat(purse.borrow(100_000, 0)).isEqualTo(100_000_000);
    assertThat(purse.take(PACKET, 50_000_000)).isFalse();
    assertThat(purse.borrow(100_000, 200_000_000)).isZero();
  }

  @Test
  void allLoopsTogetherMoveNoMoreThanOne() throws Exception {
    long perSecond = 10_000_000;
    SharedBucket bucket = new SharedBucket(perSecond, 0);
    List<Callable<Long>> loops = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      loops.add(() -> useUp(new SharedBucket.Purse(bucket)));
    }
    long moved = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (Future<Long> each : threads.invokeAll(loops)) {
        moved += each.get();
      }
    }
    // A quarter of a second at the start, then one second.
    assertThat(moved).isBetween((long) (1.2 * perSecond), (long) (1.26 * perSecond));
  }

  private static long useUp(SharedBucket.Purse purse) {
    long moved = 0;
    for (long now = 0; now <= SECOND; now += SECOND / 1000) {
      while (purse.take(PACKET, now)) {
        moved += PACKET;
      }
    }
    return moved;
  }

  @Test
  void aRestSavesUpAQuarterOfASecond() {
    SharedBucket.Purse purse = new SharedBucket.Purse(new SharedBucket(1_000_000, 0));
    while (purse.take(PACKET, 0)) {
      // Until it is empty.
    }
    long moved = 0;
    while (purse.take(PACKET, 3600 * SECOND)) {
      moved += PACKET;
    }
    assertThat(moved).isBetween(240_000L, 255_000L);
  }

  @Test
  void aSmallOneStillLetsPacketsThrough() {
    SharedBucket.Purse purse = new SharedBucket.Purse(new SharedBucket(1000, 0));
    assertThat(purse.take(2000, 0)).isTrue();
    assertThat(purse.take(20_000, 0)).isFalse();
  }

  @Test
  void whoBorrowsHearsHowLongToWaitAndOthersWaitToo() {
    SharedBucket bucket = new SharedBucket(100_000, 0);
    SharedBucket.Purse one = new SharedBucket.Purse(bucket);
    SharedBucket.Purse other = new SharedBucket.Purse(bucket);
    assertThat(one.borrow(25_000, 0)).isZero();
    assertThat(one.borrow(50_000, 0)).isEqualTo(SECOND / 2);
    assertThat(other.take(1, 0)).isFalse();
    assertThat(other.take(PACKET, SECOND / 2)).isFalse();
    assertThat(other.take(PACKET, SECOND)).isTrue();
  }

  @Test
  void theClockMayBeginAnywhere() {
    for (long start : new long[] {Long.MIN_VALUE, -1, Long.MAX_VALUE}) {
      SharedBucket.Purse purse = new SharedBucket.Purse(new SharedBucket(1_000_000, start));
      assertThat(purse.take(PACKET, start)).isTrue();
      assertThat(purse.take(200_000, start + SECOND)).isTrue();
    }
  }
}
