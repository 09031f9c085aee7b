// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ArrivalsTest {
  @Test
  void soManyWaitAndNoMore() {
    Arrivals arrivals = new Arrivals();
    for (int i = 0; i < Arrivals.MOST; i++) {
      assertThat(arrivals.enter()).isTrue();
    }
    assertThat(arrivals.enter()).isFalse();
    arrivals.leave();
    assertThat(arrivals.enter()).isTrue();
    assertThat(arrivals.enter()).isFalse();
  }
}
