// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One peer reads too slowly; nobody else may notice.
final class OverflowTest {
  private final Realm realm = new Realm(Bounds.waiting(32, 8192));
  private final Wire ana = realm.peer("ana");
  private final Wire slow = realm.peer("slow");
  private final Wire bob = realm.peer("bob");

  @BeforeEach
  void meet() {
    for (Wire wire : new Wire[] {ana, slow, bob}) {
      wire.joins("lobby");
    }
    ana.hears();
    slow.hears();
  }

  @Test
  void tooManyEventsDisturbNobodyElse() {
    for (int i = 0; i < 100; i++) {
      assertThat(ana.says("lobby", "line " + i)).isEqualTo("ok");
      assertThat(bob.hears()).containsExactly("lobby ana: line " + i);
    }
    assertThat(slow.peer().outbox().overflowed()).isTrue();
    assertThat(ana.peer().outbox().overflowed()).isFalse();
    assertThat(bob.peer().outbox().overflowed()).isFalse();
  }

  @Test
  void tooManyBytesDisturbNobodyElse() {
    String large = "x".repeat(1000);
    for (int i = 0; i < 9; i++) {
      assertThat(ana.says("lobby", large)).isEqualTo("ok");
      assertThat(bob.hears()).hasSize(1);
    }
    assertThat(slow.peer().outbox().overflowed()).isTrue();
  }

  @Test
  void whatCameBeforeIsStillThereInItsOrder() {
    for (int i = 0; i < 40; i++) {
      ana.says("lobby", "" + i);
      bob.hears();
    }
    List<String> heard = slow.hears();
    assertThat(heard).hasSize(32).first().isEqualTo("lobby ana: 0");
    assertThat(heard).last().isEqualTo("lobby ana: 31");
  }

  @Test
  void itIsWokenForTheBurstAndOnceMoreToEndThePeer() {
    int before = slow.wakes();
    for (int i = 0; i < 100; i++) {
      ana.says("lobby", "hi");
      bob.hears();
    }
    assertThat(slow.wakes()).isEqualTo(before + 2);
    slow.ends();
    assertThat(bob.hears()).containsExactly("lobby - slow");
    assertThat(ana.says("lobby", "who is left?")).isEqualTo("ok");
  }

  @Test
  void whoOverflowsWhileSuspendedFindsItWhenBack() {
    slow.breaks();
    for (int i = 0; i < 100; i++) {
      ana.says("lobby", "hi");
      bob.hears();
    }
    assertThat(slow.comesBack()).isTrue();
    assertThat(slow.peer().outbox().overflowed()).isTrue();
    slow.ends();
    ana.ends();
    bob.ends();
    realm.passes(realm.hub.limits().peers().grace());
    assertThat(realm.hub.residue()).isZero();
  }

  @Test
  void onesOwnAnswersCountToo() {
    for (int i = 0; i < 33; i++) {
      realm.hub.submit(slow.peer(), new Command.Who(RoomName.of("lobby")), i);
    }
    assertThat(slow.peer().outbox().overflowed()).isTrue();
    assertThat(ana.says("lobby", "hi")).isEqualTo("ok");
  }
}
