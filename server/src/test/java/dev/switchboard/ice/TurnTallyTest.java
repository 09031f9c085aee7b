// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.ice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.turn.TurnEvent;
import dev.switchboard.turn.TurnTraffic;
import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.IpAddress;
import dev.switchboard.turn.stun.StunMethod;
import org.junit.jupiter.api.Test;

final class TurnTallyTest {
  private static final Endpoint HERE = new Endpoint(IpAddress.of("192.0.2.1"), 1);

  private final TurnTally tally = new TurnTally();

  @Test
  void allocationsComeAndGo() {
    tally.heard(new TurnEvent.Allocated("ana", HERE, HERE));
    tally.heard(new TurnEvent.Allocated("bob", HERE, HERE));
    tally.heard(new TurnEvent.Released("ana", HERE, 1, 2, 3));
    assertThat(tally.allocations()).isEqualTo(1);
    assertThat(tally.allocated()).isEqualTo(2);
  }

  @Test
  void refusalsAreCountedByTheirCodeAndUnknownCodesByNobody() {
    tally.heard(new TurnEvent.Refused(StunMethod.ALLOCATE, HERE, 486));
    tally.heard(new TurnEvent.Refused(StunMethod.ALLOCATE, HERE, 486));
    tally.heard(new TurnEvent.Refused(StunMethod.ALLOCATE, HERE, 699));
    assertThat(tally.refused(486)).isEqualTo(2);
    assertThat(tally.refused(508)).isZero();
    assertThat(tally.refused(699)).isZero();
  }

  @Test
  void trafficIsTheServers() {
    assertThat(tally.traffic()).isEqualTo(TurnTraffic.NONE);
    tally.watch(() -> new TurnTraffic(1, 2, 3));
    assertThat(tally.traffic()).isEqualTo(new TurnTraffic(1, 2, 3));
  }
}
