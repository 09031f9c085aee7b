// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// A host lets somebody in, or puts somebody out, in the moment in which that one leaves.
final class KnockRaceTest {
  private final Realm realm = new Realm(Bounds.WIDE);
  private final Wire ana = realm.peer("ana");
  private final Wire bob = realm.peer("bob");
  private final Wire tab = realm.peer("tab");

  @Test
  void whoIsLetInWhileLeavingIsInOrOutButNotBoth() {
    ana.starts("fair", new Rule.Lobby(true));
    bob.knocks("fair");
    tab.starts("other");
    Crowd.inRounds(
        2,
        3000,
        (number, _) -> {
          if (number == 0) {
            ana.admits("fair", bob);
          } else {
            bob.leaves("fair");
          }
        },
        () -> {
          assertThat(ana.asksWhoIsIn("fair")).isEqualTo("fair: ana [lobby]");
          assertThat(joins(ana.all())).isEqualTo(leaves(ana.all()));
          ana.forgets();
          bob.forgets();
          // It may have been in already, and is let in again then without a knock.
          ana.asks(new Command.Remove(RoomName.of("fair"), bob.peer().id(), false));
          bob.comes("fair", Visitor.KNOCKING);
          if (ana.asksWhoIsIn("fair").contains("bob")) {
            ana.removes("fair", bob);
            bob.knocks("fair");
          }
          ana.forgets();
        });
  }

  @Test
  void whoIsPutOutWhileEndingLeavesNothing() {
    int quiet = realm.hub.residue();
    ana.starts("fair");
    int withRoom = realm.hub.residue();
    Wire[] guest = {realm.peer("guest-0")};
    int[] round = {0};
    guest[0].joins("fair");
    Crowd.inRounds(
        2,
        2000,
        (number, _) -> {
          if (number == 0) {
            ana.removes("fair", guest[0]);
          } else {
            guest[0].ends();
          }
        },
        () -> {
          assertThat(leaves(ana.all())).isOne();
          assertThat(realm.hub.residue()).isEqualTo(withRoom);
          guest[0] = realm.peer("guest-" + ++round[0]);
          guest[0].joins("fair");
          ana.forgets();
        });
    guest[0].ends();
    ana.endsForAll("fair");
    assertThat(realm.hub.residue()).isEqualTo(quiet);
  }

  private static long joins(List<String> heard) {
    return heard.stream().filter(text -> text.startsWith("fair + ")).count();
  }

  private static long leaves(List<String> heard) {
    return heard.stream().filter(text -> text.startsWith("fair - ")).count();
  }
}
