// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.turn.stun.IpAddress;
import org.junit.jupiter.api.Test;

/// Who shares the answers that strangers get.
final class FloodgateTest {
  @Test
  void strangersOfOneIpv6NetworkShareTheirAnswers() {
    Floodgate gate = new Floodgate(2, 1, 0);
    assertThat(gate.mayAnswer(IpAddress.of("2001:db8:0:1::1"), 0)).isTrue();
    assertThat(gate.mayAnswer(IpAddress.of("2001:db8:0:1:ffff::2"), 0)).isTrue();
    assertThat(gate.mayAnswer(IpAddress.of("2001:db8:0:1::3"), 0)).isFalse();
    assertThat(gate.mayAnswer(IpAddress.of("2001:db8:0:2::1"), 0)).isTrue();
    assertThat(gate.mayAnswer(IpAddress.of("2001:db8:0:1::3"), 1_000_000_000L)).isTrue();
  }
}
