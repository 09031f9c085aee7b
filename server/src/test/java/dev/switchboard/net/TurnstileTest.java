// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TurnstileTest {
  private final AtomicLong nanos = new AtomicLong();
  private final Turnstile turnstile = new Turnstile(3, nanos::get);

  private boolean passes(String address) {
    return turnstile.pass(InetAddress.ofLiteral(address));
  }

  private void exhaust(String address) {
    for (int i = 0; i < 3; i++) {
      assertThat(passes(address)).isTrue();
    }
  }

  @Test
  void anAddressWaitsForTheNextMinute() {
    exhaust("192.0.2.1");
    assertThat(passes("192.0.2.1")).isFalse();
    assertThat(turnstile.isOpen(InetAddress.ofLiteral("192.0.2.1"))).isFalse();
    nanos.addAndGet(59_999_999_999L);
    assertThat(passes("192.0.2.1")).isFalse();
    nanos.incrementAndGet();
    assertThat(passes("192.0.2.1")).isTrue();
  }

  @Test
  void askingWhetherItIsOpenCountsNothing() {
    for (int i = 0; i < 9; i++) {
      assertThat(turnstile.isOpen(InetAddress.ofLiteral("192.0.2.1"))).isTrue();
    }
    exhaust("192.0.2.1");
  }

  /// A few of a hundred addresses may share a counter with the busy one.
  @Test
  void othersPass() {
    exhaust("192.0.2.1");
    long passed = IntStream.range(0, 100).filter(i -> passes("198.51.100." + i)).count();
    assertThat(passed).isGreaterThan(90);
  }

  @Test
  void aNetworkOfOneHostIsOne() {
    exhaust("2001:db8::1");
    assertThat(passes("2001:db8::2:3:4:5")).isFalse();
  }
}
