// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BucketTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void aStreamWaitsUntilItsDebtIsPaid() {
    Bucket bucket = new Bucket(100_000, 0);
    assertThat(bucket.borrow(25_000, 0)).isZero();
    assertThat(bucket.borrow(50_000, 0)).isEqualTo(SECOND / 2);
    assertThat(bucket.take(1, SECOND / 4)).as("nor do packets pass before").isFalse();
    assertThat(bucket.borrow(0, SECOND / 2)).isZero();
    assertThat(bucket.take(1, SECOND)).isTrue();
  }

  @Test
  void aDebtOfManySecondsIsPaidInAsMany() {
    Bucket bucket = new Bucket(100_000, 0);
    assertThat(bucket.borrow(1_025_000, 0)).isEqualTo(10 * SECOND);
    assertThat(bucket.borrow(50_000, 10 * SECOND)).isEqualTo(SECOND / 2);
  }

  @Test
  void aRestOfYearsSavesUpAQuarterOfASecond() {
    Bucket bucket = new Bucket(1_000_000_000_000L, 0);
    assertThat(bucket.borrow(Integer.MAX_VALUE, 0)).isZero();
    assertThat(bucket.borrow(1, Long.MAX_VALUE)).isZero();
    bucket = new Bucket(100_000, 0);
    assertThat(bucket.borrow(25_000, 0)).isZero();
    assertThat(bucket.borrow(25_000, Long.MAX_VALUE)).isZero();
    assertThat(bucket.take(1, Long.MAX_VALUE)).isFalse();
  }
}
