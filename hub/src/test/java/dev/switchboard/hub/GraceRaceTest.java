// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Deadlines pass while others act.
final class GraceRaceTest {
  private static final Duration GRACE = Duration.ofMillis(1);

  private final Realm realm = new Realm(Bounds.peers(100_000, 10, GRACE));

  @Test
  void twoWhoTickAtOnceForgetNobody() {
    int count = 20_000;
    for (int i = 0; i < count; i++) {
      realm.peer("peer-" + i).breaks();
      realm.clock.pass(Duration.ofNanos(1));
    }
    realm.clock.pass(GRACE.minusNanos(count));
    Crowd.of(
        2,
        _ -> {
          for (int i = 0; i < count; i++) {
            realm.passes(Duration.ofNanos(1));
          }
        });
    assertThat(realm.tally.ended).hasValue(count);
    assertThat(realm.hub.residue()).isZero();
  }

  @Test
  void aReturnAndTheEndOfGraceHaveOneOutcome() {
    List<Wire> wires = IntStream.range(0, 1500).mapToObj(i -> realm.peer("peer-" + i)).toList();
    boolean[] back = new boolean[1];
    wires.getFirst().breaks();
    Crowd.inRounds(
        2,
        wires.size() - 1,
        (number, round) -> {
          if (number == 0) {
            realm.passes(GRACE);
          } else {
            back[0] = wires.get(round).comesBack();
          }
        },
        () -> {
          int ended = (int) realm.tally.ended.get();
          Wire wire = wires.get(broken++);
          assertThat(wire.peer().ended()).isNotEqualTo(back[0]);
          wire.ends();
          assertThat(realm.tally.ended).hasValue(back[0] ? ended + 1 : ended);
          wires.get(broken).breaks();
        });
  }

  private int broken;
}
