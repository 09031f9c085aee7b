// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RoomTest {
  private final Realm realm = new Realm();
  private final Wire ana = realm.peer("ana");
  private final Wire bob = realm.peer("bob");
  private final Wire tab = realm.peer("tab");

  @Test
  void theFirstFindsTheRoomEmpty() {
    assertThat(ana.joins("lobby")).isEqualTo("in lobby:");
    assertThat(ana.hears()).isEmpty();
  }

  @Test
  void theNewcomerLearnsWhoIsThereLongestFirst() {
    ana.joins("lobby");
    bob.joins("lobby");
    assertThat(tab.joins("lobby")).isEqualTo("in lobby: ana bob");
  }

  @Test
  void othersHearOfTheNewcomer() {
    ana.joins("lobby");
    bob.joins("lobby");
    tab.joins("lobby");
    assertThat(ana.hears()).containsExactly("lobby + bob", "lobby + tab");
    assertThat(bob.hears()).containsExactly("lobby + tab");
    assertThat(tab.hears()).isEmpty();
  }

  @Test
  void theNewcomerIsShownWithItsHandleAndDescription() {
    bob.claims("bobby");
    bob.describesItself("hungry");
    ana.joins("lobby");
    bob.joins("lobby");
    assertThat(ana.hears()).containsExactly("lobby + bob=bobby(hungry)");
    assertThat(tab.joins("lobby")).isEqualTo("in lobby: ana bob=bobby(hungry)");
  }

  @Test
  void joiningAgainAnswersTheSameAndTellsNobody() {
    ana.joins("lobby");
    bob.joins("lobby");
    ana.hears();
    assertThat(bob.joins("lobby")).isEqualTo("in lobby: ana");
    assertThat(ana.hears()).isEmpty();
  }

  @Test
  void othersHearWhoLeaves() {
    ana.joins("lobby");
    bob.joins("lobby");
    ana.hears();
    assertThat(bob.leaves("lobby")).isEqualTo("ok");
    assertThat(ana.hears()).containsExactly("lobby - bob");
    assertThat(bob.hears()).isEmpty();
  }

  @Test
  void whoLeftHearsNothingMore() {
    ana.joins("lobby");
    bob.joins("lobby");
    bob.leaves("lobby");
    ana.says("lobby", "hi");
    ana.chats("lobby", "hi");
    ana.describesItself("alone");
    ana.leaves("lobby");
    assertThat(bob.hears()).isEmpty();
  }

  @Test
  void whoComesBackStandsAtTheEnd() {
    ana.joins("lobby");
    bob.joins("lobby");
    ana.leaves("lobby");
    ana.joins("lobby");
    assertThat(tab.joins("lobby")).isEqualTo("in lobby: bob ana");
  }

  @Test
  void nobodyLeavesARoomTwice() {
    ana.joins("lobby");
    ana.leaves("lobby");
    assertThat(ana.leaves("lobby"))
        .isEqualTo("NOT_IN_ROOM room: lobby (expected: a room you are in)");
  }

  @Test
  void nobodyLeavesForOthers() {
    ana.joins("lobby");
    bob.joins("lobby");
    assertThat(tab.leaves("lobby")).startsWith("NOT_IN_ROOM");
    assertThat(ana.asksWhoIsIn("lobby")).isEqualTo("lobby: ana bob");
  }

  @Test
  void anybodyMayLookIntoARoom() {
    ana.joins("lobby");
    bob.joins("lobby");
    assertThat(tab.asksWhoIsIn("lobby")).isEqualTo("lobby: ana bob");
    assertThat(ana.hears()).containsExactly("lobby + bob");
  }

  @Test
  void aRoomThatIsNotThereIsEmpty() {
    assertThat(ana.asksWhoIsIn("lobby")).isEqualTo("lobby:");
    assertThat(realm.tally.opened).hasValue(0);
  }

  @Test
  void theOthersSeeANewDescription() {
    ana.joins("lobby");
    bob.joins("lobby");
    bob.joins("attic");
    tab.joins("attic");
    ana.hears();
    assertThat(bob.describesItself("hand up")).isEqualTo("ok");
    assertThat(ana.hears()).containsExactly("lobby ~ bob: hand up");
    assertThat(tab.hears()).containsExactly("attic ~ bob: hand up");
    assertThat(bob.hears()).containsExactly("attic + tab");
  }

  @Test
  void theOrderOfAVisitIsThatOfTheProtocol() {
    ana.joins("lobby");
    bob.joins("lobby");
    bob.chats("lobby", "hi");
    ana.says("lobby", "hello");
    bob.leaves("lobby");
    assertThat(ana.all())
        .containsExactly("in lobby:", "lobby + bob", "lobby #1 bob: hi", "ok", "lobby - bob");
    assertThat(bob.all())
        .containsExactly("in lobby: ana", "lobby #1 bob: hi", "ok", "lobby ana: hello", "ok");
  }

  @Test
  void aRoomEndsWithItsLastMember() {
    ana.joins("lobby");
    ana.chats("lobby", "anybody?");
    ana.leaves("lobby");
    assertThat(realm.tally.opened).hasValue(1);
    assertThat(realm.tally.retired).hasValue(1);
    assertThat(bob.joins("lobby")).isEqualTo("in lobby:");
  }

  @Test
  void whoWantsNoAnswerGetsNone() {
    RoomName lobby = RoomName.of("lobby");
    ana.joins("lobby");
    realm.hub.submit(ana.peer(), new Command.Leave(lobby), Hub.NO_REQUEST);
    assertThat(ana.hears()).isEmpty();
    realm.hub.submit(ana.peer(), new Command.Leave(lobby), Hub.NO_REQUEST);
    assertThat(ana.hears())
        .containsExactly("NOT_IN_ROOM room: lobby (expected: a room you are in)");
  }
}
