// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void aBurstPassesAndThenAsManyAsTheRateAllows() {
    Pace pace = new Pace(10, 30, 0);

    assertThat(taken(pace, 40, 0)).isEqualTo(30);
    assertThat(taken(pace, 1, SECOND)).isZero();
    assertThat(taken(pace, 9, 2 * SECOND)).isEqualTo(9);
    assertThat(pace.ignored()).isFalse();
  }

  @Test
  void beingRefusedCostsToo() {
    Pace pace = new Pace(10, 30, 0);
    taken(pace, 30, 0);

    assertThat(taken(pace, 29, 0)).isZero();
    assertThat(pace.ignored()).isFalse();
    assertThat(taken(pace, 1, 0)).isZero();
    assertThat(pace.ignored()).isTrue();
  }

  @Test
  void whoWaitsIsForgiven() {
    Pace pace = new Pace(10, 30, 0);
    taken(pace, 59, 0);

    assertThat(taken(pace, 1, 3 * SECOND)).isEqualTo(1);
    assertThat(taken(pace, 100, 1000 * SECOND)).isEqualTo(30);
  }

  @Test
  void aSteadyRateIsNeverRefused() {
    Pace pace = new Pace(100, 1, 0);
    for (long i = 0; i < 10_000; i++) {
      assertThat(pace.take(i * (SECOND / 99))).isTrue();
    }
  }

  private static int taken(Pace pace, int times, long now) {
    int taken = 0;
    for (int i = 0; i < times; i++) {
      taken += pace.take(now) ? 1 : 0;
    }
    return taken;
  }
}
