// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What hosts may do, and guests may not.
final class ChairTest {
  private static final RoomName FAIR = RoomName.of("fair");

  private final Realm realm = new Realm();
  private final Wire ana = realm.peer("ana");
  private final Wire bob = realm.peer("bob");
  private final Wire tab = realm.peer("tab");

  @BeforeEach
  void anaHasARoom() {
    ana.starts("fair");
    bob.joins("fair");
    tab.joins("fair");
    List.of(ana, bob, tab).forEach(Wire::forgets);
  }

  @Test
  void aGuestCannotDoAHostsAct() {
    PeerId other = tab.peer().id();
    List<Command> acts =
        List.of(
            new Command.Admit(FAIR, other),
            new Command.Deny(FAIR, other),
            new Command.Govern(FAIR, List.of(new Rule.Lock(true))),
            new Command.Ask(FAIR, Wish.MUTE, other),
            new Command.AskAll(FAIR, Wish.MUTE),
            new Command.Remove(FAIR, other, false),
            new Command.Remove(FAIR, other, true),
            new Command.Appoint(FAIR, bob.peer().id(), Role.OWNER),
            new Command.LowerHand(FAIR, other),
            new Command.End(FAIR));
    for (Command act : acts) {
      assertThat(bob.asks(act))
          .isEqualTo("NOT_HOST room: fair (expected: a room whose host you are)");
    }
    assertThat(ana.hears()).isEmpty();
    assertThat(tab.hears()).isEmpty();
  }

  @Test
  void anOutsiderCannotEither() {
    Wire eve = realm.peer("eve");
    assertThat(eve.endsForAll("fair")).startsWith("NOT_IN_ROOM");
    assertThat(eve.raisesHand("fair")).startsWith("NOT_IN_ROOM");
    assertThat(eve.endsForAll("nowhere")).startsWith("NOT_IN_ROOM");
  }

  @Test
  void aHostAsksOne() {
    assertThat(ana.asks(new Command.Ask(FAIR, Wish.MUTE, bob.peer().id()))).isEqualTo("ok");
    assertThat(bob.hears()).containsExactly("fair ana asks: mute");
    assertThat(tab.hears()).isEmpty();
  }

  @Test
  void aHostAsksAllOthers() {
    assertThat(ana.asks(new Command.AskAll(FAIR, Wish.STOP_SHARE))).isEqualTo("ok");
    assertThat(bob.hears()).containsExactly("fair ana asks: stop share");
    assertThat(tab.hears()).containsExactly("fair ana asks: stop share");
    assertThat(ana.hears()).isEmpty();
  }

  @Test
  void theOwnerMakesHosts() {
    assertThat(ana.appoints("fair", bob, Role.HOST)).isEqualTo("ok");
    assertThat(tab.hears()).containsExactly("fair bob is host");
    assertThat(bob.appoints("fair", tab, Role.HOST)).isEqualTo("ok");
    assertThat(realm.peer("eve").joins("fair")).isEqualTo("in fair: ana bob tab [open]");
  }

  @Test
  void noHostIsAboveAnother() {
    ana.appoints("fair", bob, Role.HOST);
    ana.appoints("fair", tab, Role.HOST);
    assertThat(bob.removes("fair", tab))
        .isEqualTo("NOT_HOST peer: tab (expected: somebody whom your role is above)");
    assertThat(bob.removes("fair", ana)).startsWith("NOT_HOST");
    assertThat(bob.appoints("fair", tab, Role.GUEST)).startsWith("NOT_HOST");
    assertThat(bob.appoints("fair", bob, Role.OWNER)).startsWith("NOT_HOST");
    assertThat(bob.appoints("fair", bob, Role.GUEST)).isEqualTo("ok");
  }

  @Test
  void theOwnerHandsTheRoomOver() {
    assertThat(ana.appoints("fair", bob, Role.OWNER)).isEqualTo("ok");
    assertThat(tab.hears()).containsExactly("fair ana is host", "fair bob is owner");
    assertThat(ana.appoints("fair", bob, Role.GUEST)).startsWith("NOT_HOST");
    assertThat(bob.removes("fair", ana)).isEqualTo("ok");
  }

  @Test
  void whoIsNoHostAnyMoreIsNoneAfterAReloadEither() {
    ana.appoints("fair", bob, Role.HOST);
    ana.appoints("fair", bob, Role.GUEST);
    bob.ends();
    assertThat(realm.peer("again").comes("fair", Visitor.PLAIN.with(bob.ticket())))
        .isEqualTo("in fair: ana tab [open]");
  }

  @Test
  void aHostIsOneAfterAReload() {
    ana.appoints("fair", bob, Role.HOST);
    bob.ends();
    tab.forgets();
    assertThat(realm.peer("again").comes("fair", Visitor.PLAIN.with(bob.ticket())))
        .isEqualTo("in fair: ana tab [open] as host");
    assertThat(tab.hears()).containsExactly("fair + again", "fair again is host");
  }

  @Test
  void aHostKeepsItsRoleWhileItsLineIsBroken() {
    ana.breaks();
    assertThat(ana.comesBack()).isTrue();
    assertThat(ana.removes("fair", bob)).isEqualTo("ok");
  }

  @Test
  void theEndIsForAllAndForThoseWhoWait() {
    ana.governs("fair", new Rule.Lobby(true));
    Wire eve = realm.peer("eve");
    eve.knocks("fair");
    List.of(ana, bob, tab).forEach(Wire::forgets);
    assertThat(ana.endsForAll("fair")).isEqualTo("ok");
    for (Wire wire : List.of(ana, bob, tab, eve)) {
      assertThat(wire.hears()).containsExactly("fair: ended");
    }
    assertThat(bob.says("fair", "anybody")).startsWith("NOT_IN_ROOM");
    assertThat(bob.comes("fair", Visitor.PLAIN.with(bob.ticket()))).isEqualTo("in fair:");
  }

  @Test
  void handsKeepTheOrderInWhichTheyCameToTheServer() {
    tab.raisesHand("fair");
    ana.raisesHand("fair");
    assertThat(tab.raisesHand("fair")).isEqualTo("ok");
    assertThat(bob.hears()).containsExactly("fair hand tab", "fair hand ana");
    assertThat(realm.peer("eve").joins("fair"))
        .isEqualTo("in fair: ana bob tab [open] hands tab ana");
    assertThat(ana.lowersHandOf("fair", tab)).isEqualTo("ok");
    assertThat(ana.lowersHandOf("fair", ana)).isEqualTo("ok");
    assertThat(bob.hears()).contains("fair no hand tab", "fair no hand ana");
  }

  @Test
  void handsWorkWithoutAnyHost() {
    bob.joins("plain");
    tab.joins("plain");
    assertThat(tab.raisesHand("plain")).isEqualTo("ok");
    assertThat(tab.lowersHandOf("plain", tab)).isEqualTo("ok");
    assertThat(bob.hears()).contains("plain hand tab", "plain no hand tab");
    assertThat(bob.lowersHandOf("plain", tab)).startsWith("NOT_HOST");
  }

  @Test
  void whoLeavesTakesTheHandAlong() {
    tab.raisesHand("fair");
    tab.leaves("fair");
    assertThat(tab.joins("fair")).isEqualTo("in fair: ana bob [open]");
  }

  @Test
  void aRoomWhoseHostLeftWaitsForHim() {
    ana.leaves("fair");
    assertThat(bob.hears()).containsExactly("fair - ana");
    assertThat(bob.governs("fair", new Rule.Lock(true))).startsWith("NOT_HOST");
    assertThat(ana.comes("fair", Visitor.PLAIN.with(ana.ticket())))
        .isEqualTo("in fair: bob tab [open] as owner");
  }
}
