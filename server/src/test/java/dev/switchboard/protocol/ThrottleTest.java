// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.hub.Limits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private static final long SECOND = 1_000_000_000L;

  private final FakeConnection connection = new FakeConnection();

  @Test
  void aBurstPassesUnhinderedAndWhatFollowsIsHeldBack() {
    Throttle throttle = throttle(1, 50);
    for (int i = 0; i < 50; i++) {
      throttle.count();
    }
    assertThat(connection.paused()).isZero();
    throttle.count();
    assertThat(connection.paused()).isBetween(SECOND / 2, 2 * SECOND);
    assertThat(connection.closedWith()).isNull();
  }

  @Test
  void theMoreWasSaidTooSoonTheLongerThePause() {
    Throttle throttle = throttle(1, 1);
    throttle.count();
    throttle.count();
    long first = connection.paused();
    throttle.count();
    assertThat(connection.paused() - first).isGreaterThan(first);
    assertThat(connection.closedWith()).isNull();
  }

  private Throttle throttle(int frames, int burst) {
    return new Throttle(
        connection, new Limits.Pace(frames, burst, Duration.ofSeconds(20), Duration.ofSeconds(10)));
  }
}
