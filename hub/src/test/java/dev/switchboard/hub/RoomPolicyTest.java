// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.text.Utf8;
import java.time.Duration;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;

/// What holds for all rooms of a server, and what of a room outlives its members and the server.
final class RoomPolicyTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final RoomPolicy.Bounds BOUNDS = new RoomPolicy.Bounds(8, 2);
  private static final Admission BY_TOKEN =
      (act, _, token) -> act == Admission.Act.WAIT || token.is("pass");

  private static RoomPolicy policy(Admission admission, boolean lobby) {
    return new RoomPolicy(admission, lobby, false, false, HOUR, BOUNDS);
  }

  @Test
  void onlySomeMayStartRooms() {
    Realm realm = new Realm(Limits.DEFAULT, policy(BY_TOKEN, false));
    Wire ana = realm.peer("ana");
    Wire bob = realm.peer("bob");
    assertThat(bob.joins("fair"))
        .isEqualTo(
            "MAY_NOT_START room: fair (expected: a room that is there, or leave to start one)");
    assertThat(bob.starts("fair")).startsWith("MAY_NOT_START");
    assertThat(ana.comes("fair", Visitor.starting().showing("pass")))
        .isEqualTo("in fair: [open] as owner");
    assertThat(bob.joins("fair")).isEqualTo("in fair: ana [open]");
  }

  @Test
  void thatHoldsForRoomsOfOtherDialectsToo() {
    Realm realm = new Realm(Limits.DEFAULT, policy(BY_TOKEN, false));
    RoomName room = new RoomName("relay", Utf8.of("/"));
    assertThat(realm.peer("bob").asks(new Command.Join(room))).startsWith("MAY_NOT_START");
    assertThat(realm.hub.present(room)).isZero();
  }

  @Test
  void oneMayWaitBeforeARoomIsStarted() {
    Realm realm = new Realm(Limits.DEFAULT, policy(BY_TOKEN, true));
    Wire ana = realm.peer("ana");
    Wire bob = realm.peer("bob");
    int quiet = realm.hub.residue();
    assertThat(bob.asksWhoIsIn("fair")).isEqualTo("fair: [lobby]");
    assertThat(bob.joins("fair")).startsWith("KNOCK_FIRST");
    assertThat(realm.hub.residue()).isEqualTo(quiet);
    assertThat(bob.knocks("fair")).isEqualTo("waiting for fair:");
    Visitor forged = Visitor.starting().knocking();
    assertThat(realm.peer("eve").comes("fair", forged)).isEqualTo("waiting for fair:");
    assertThat(ana.comes("fair", Visitor.starting().showing("pass")))
        .isEqualTo("in fair: [lobby] as owner");
    assertThat(ana.hears()).containsExactly("fair knock bob", "fair knock eve");
    assertThat(bob.hears()).containsExactly("fair lobby: ana");
  }

  @Test
  void whoWaitedComesInBehindAHostWhoWantsNoLobby() {
    Realm realm = new Realm(Limits.DEFAULT, policy(Admission.OPEN, true));
    Wire bob = realm.peer("bob");
    bob.knocks("fair");
    realm.peer("ana").starts("fair", new Rule.Lobby(false));
    assertThat(bob.hears()).containsExactly("admitted in fair: ana [open]");
  }

  @Test
  void theLastToGiveUpLeavesNothing() {
    Realm realm = new Realm(Limits.DEFAULT, policy(Admission.OPEN, true));
    Wire bob = realm.peer("bob");
    int quiet = realm.hub.residue();
    bob.knocks("fair");
    bob.leaves("fair");
    assertThat(realm.hub.residue()).isEqualTo(quiet);
  }

  @Test
  void theFirstOwnsTheRoomWhereThatIsTheRule() {
    RoomPolicy first = new RoomPolicy(Admission.OPEN, false, true, false, HOUR, BOUNDS);
    Realm realm = new Realm(Limits.DEFAULT, first);
    assertThat(realm.peer("ana").joins("fair")).isEqualTo("in fair: [open] as owner");
    assertThat(realm.peer("bob").joins("fair")).isEqualTo("in fair: ana [open]");
  }

  @Test
  void theLongestPresentBecomesHostWhereThatIsTheRule() {
    RoomPolicy passing = new RoomPolicy(Admission.OPEN, false, false, true, HOUR, BOUNDS);
    Realm realm = new Realm(Limits.DEFAULT, passing);
    Wire ana = realm.peer("ana");
    Wire bob = realm.peer("bob");
    Wire tab = realm.peer("tab");
    ana.starts("fair");
    bob.joins("fair");
    tab.joins("fair");
    tab.forgets();
    ana.ends();
    assertThat(tab.hears()).containsExactly("fair - ana", "fair bob is host");
  }

  @Test
  void rulesOutliveTheLastMemberForAWhile() {
    Realm realm = new Realm(Limits.DEFAULT, policy(Admission.OPEN, false));
    Wire ana = realm.peer("ana");
    Wire bob = realm.peer("bob");
    int quiet = realm.hub.residue();
    ana.starts("fair", new Rule.Lock(true));
    ana.chats("fair", "secret");
    ana.leaves("fair");
    realm.passes(HOUR.minusSeconds(1));
    assertThat(bob.joins("fair")).startsWith("ROOM_LOCKED");
    assertThat(ana.comes("fair", Visitor.PLAIN.with(ana.ticket())))
        .isEqualTo("in fair: [locked] as owner");
    ana.leaves("fair");
    realm.passes(HOUR);
    assertThat(realm.hub.residue()).isEqualTo(quiet);
    assertThat(bob.joins("fair")).isEqualTo("in fair:");
  }

  @Test
  void onlySoManyEmptyRoomsAreKept() {
    Realm realm = new Realm(Limits.DEFAULT, policy(Admission.OPEN, false));
    Wire ana = realm.peer("ana");
    int quiet = realm.hub.residue();
    for (int i = 0; i < 100; i++) {
      ana.starts("fair" + i);
      ana.leaves("fair" + i);
      ana.starts("again");
      ana.leaves("again");
    }
    // Two rooms, and as many deadlines.
    assertThat(realm.hub.residue()).isLessThanOrEqualTo(quiet + 4);
  }

  @Test
  void hostsAndGuestsAreKnownAgainAfterARestart() {
    SecretKey key = Tickets.freshKey();
    Realm before = new Realm(Limits.DEFAULT, policy(Admission.OPEN, false), key, Duration.ZERO);
    Wire ana = before.peer("ana");
    Wire bob = before.peer("bob");
    ana.starts("fair");
    bob.joins("fair");

    Realm after = new Realm(Limits.DEFAULT, policy(Admission.OPEN, false), key, HOUR.dividedBy(2));
    Visitor guest = Visitor.PLAIN.with(bob.ticket());
    assertThat(after.peer("bob").comes("fair", guest)).isEqualTo("in fair: [lobby]");
    assertThat(after.peer("eve").joins("fair")).startsWith("KNOCK_FIRST");
    assertThat(after.peer("ana").comes("fair", Visitor.PLAIN.with(ana.ticket())))
        .isEqualTo("in fair: bob [lobby] as owner");
  }

  @Test
  void aHostGetsTheRoomBackThatAStrangerOpenedSince() {
    SecretKey key = Tickets.freshKey();
    Realm before = new Realm(Limits.DEFAULT, policy(Admission.OPEN, false), key, Duration.ZERO);
    Wire ana = before.peer("ana");
    ana.starts("fair");

    Realm after = new Realm(Limits.DEFAULT, policy(Admission.OPEN, false), key, HOUR.dividedBy(2));
    Wire eve = after.peer("eve");
    eve.joins("fair");
    Wire again = after.peer("ana");
    assertThat(again.comes("fair", Visitor.PLAIN.with(ana.ticket())))
        .isEqualTo("in fair: eve [lobby] as owner");
    assertThat(eve.hears())
        .containsExactly("fair rules [lobby]", "fair + ana", "fair ana is owner");
    assertThat(again.removes("fair", eve)).isEqualTo("ok");
  }

  @Test
  void aTicketOfARoomThatIsOverOpensNothing() {
    Realm realm = new Realm(Limits.DEFAULT, policy(Admission.OPEN, false));
    Wire ana = realm.peer("ana");
    ana.starts("fair");
    ana.endsForAll("fair");
    assertThat(ana.comes("fair", Visitor.PLAIN.with(ana.ticket()))).isEqualTo("in fair:");
  }
}
