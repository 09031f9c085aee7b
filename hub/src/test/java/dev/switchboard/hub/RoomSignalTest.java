// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.text.Utf8;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RoomSignalTest {
  private final Realm realm = new Realm();
  private final Wire ana = realm.peer("ana");
  private final Wire bob = realm.peer("bob");
  private final Wire tab = realm.peer("tab");
  private final Wire eva = realm.peer("eva");

  @BeforeEach
  void threeMeetAndEvaStaysOutside() {
    ana.joins("lobby");
    bob.joins("lobby");
    tab.joins("lobby");
    ana.hears();
    bob.hears();
  }

  @Test
  void whatIsSaidReachesAllOthers() {
    assertThat(ana.says("lobby", "hi")).isEqualTo("ok");
    assertThat(bob.hears()).containsExactly("lobby ana: hi");
    assertThat(tab.hears()).containsExactly("lobby ana: hi");
    assertThat(ana.hears()).isEmpty();
    assertThat(eva.hears()).isEmpty();
    assertThat(realm.tally.relayed).hasValue(2);
  }

  @Test
  void whatIsToldReachesOneAlone() {
    assertThat(ana.tells("lobby", "bob", "psst")).isEqualTo("ok");
    assertThat(bob.hears()).containsExactly("lobby ana: psst");
    assertThat(tab.hears()).isEmpty();
    assertThat(realm.tally.relayed).hasValue(1);
  }

  @Test
  void whatIsPostedFromOutsideReachesAllMembers() {
    assertThat(eva.asks(new Command.Post(RoomName.of("lobby"), Wire.message("hi"))))
        .isEqualTo("ok");
    assertThat(ana.hears()).containsExactly("lobby eva: hi");
    assertThat(tab.hears()).containsExactly("lobby eva: hi");
    assertThat(eva.hears()).isEmpty();
    assertThat(realm.tally.relayed).hasValue(3);
  }

  @Test
  void anybodyMayKnowHowManyAreInARoom() {
    assertThat(realm.hub.present(RoomName.of("lobby"))).isEqualTo(3);
    bob.ends();
    assertThat(realm.hub.present(RoomName.of("lobby"))).isEqualTo(2);
    assertThat(realm.hub.present(RoomName.of("attic"))).isZero();
  }

  @Test
  void aMessageInADialectsOwnWordsArrivesWithItsName() {
    Signal own = new Signal.Message("telex", Utf8.of("STOP"));
    eva.asks(new Command.Send(PeerId.of("bob"), own));
    assertThat(bob.peer().outbox().poll())
        .isEqualTo(new Event.Received(PeerId.of("eva"), Utf8.EMPTY, own));
    assertThat(new Signal.Message(Utf8.of("STOP"))).isNotEqualTo(own);
  }

  @Test
  void aMemberDoesNotHearItsOwnPost() {
    ana.asks(new Command.Post(RoomName.of("lobby"), Wire.message("hi")));
    assertThat(bob.hears()).containsExactly("lobby ana: hi");
    assertThat(ana.hears()).isEmpty();
  }

  @Test
  void whereNobodyIsNobodyHearsAPost() {
    assertThat(eva.asks(new Command.Post(RoomName.of("attic"), Wire.message("hi"))))
        .isEqualTo("ok");
    assertThat(realm.tally.relayed).hasValue(0);
  }

  @Test
  void roomsOfDifferentKindsNeverMeet() {
    RoomName other = new RoomName("other", Utf8.of("lobby"));
    assertThat(eva.asks(new Command.Join(other))).isEqualTo("in other:lobby:");
    assertThat(ana.hears()).isEmpty();
    ana.says("lobby", "hi");
    eva.asks(new Command.Say(other, Wire.message("ho")));
    assertThat(eva.hears()).isEmpty();
    assertThat(bob.hears()).containsExactly("lobby ana: hi");
  }

  @Test
  void everyKindOfSignalPassesAsItCame() {
    RoomName lobby = RoomName.of("lobby");
    PeerId to = PeerId.of("bob");
    Utf8 text = Utf8.of("{\"odd\" : [1 ,2]}");
    ana.asks(new Command.Tell(lobby, to, new Signal.Offer(text)));
    bob.asks(new Command.Say(lobby, new Signal.Answer(text)));
    ana.asks(new Command.Send(to, new Signal.Candidate(text)));
    ana.asks(new Command.Tell(lobby, to, new Signal.Hangup(Utf8.EMPTY)));
    assertThat(bob.hears())
        .containsExactly(
            "lobby ana: offer {\"odd\" : [1 ,2]}",
            "from ana: candidate {\"odd\" : [1 ,2]}",
            "lobby ana: hangup ");
    assertThat(tab.hears()).containsExactly("lobby bob: answer {\"odd\" : [1 ,2]}");
  }

  @Test
  void outsidersSayNothingIntoARoom() {
    assertThat(eva.says("lobby", "hi"))
        .isEqualTo("NOT_IN_ROOM room: lobby (expected: a room you are in)");
    assertThat(eva.chats("lobby", "hi"))
        .isEqualTo("NOT_IN_ROOM room: lobby (expected: a room you are in)");
    assertThat(eva.says("attic", "hi"))
        .isEqualTo("NOT_IN_ROOM room: attic (expected: a room you are in)");
    assertThat(eva.chats("attic", "hi")).startsWith("NOT_IN_ROOM room: attic");
    assertThat(ana.hears()).isEmpty();
  }

  @Test
  void outsidersTellNobodyThroughARoom() {
    String refusal = "NOT_IN_ROOM to: ana (expected: a member of a room you are in)";
    assertThat(eva.tells("lobby", "ana", "hi")).isEqualTo(refusal);
    assertThat(eva.tells("attic", "ana", "hi")).isEqualTo(refusal);
    assertThat(ana.hears()).isEmpty();
  }

  @Test
  void nobodyTellsOutsidersThroughARoom() {
    assertThat(ana.tells("lobby", "eva", "hi"))
        .isEqualTo("NOT_IN_ROOM to: eva (expected: a member of a room you are in)");
    assertThat(eva.hears()).isEmpty();
  }

  @Test
  void throughARoomMembersGoByIdAlone() {
    bob.claims("bobby");
    assertThat(ana.tells("lobby", "bobby", "hi")).startsWith("NOT_IN_ROOM to: bobby");
  }

  @Test
  void anybodyIsReachedByIdOrHandle() {
    bob.claims("bobby");
    assertThat(eva.sends("bob", "one")).isEqualTo("ok");
    assertThat(eva.sends("bobby", "two")).isEqualTo("ok");
    assertThat(bob.hears()).containsExactly("from eva: one", "from eva: two");
  }

  @Test
  void nobodyIsReachedWhoIsNotHere() {
    assertThat(ana.sends("zoe", "hi"))
        .isEqualTo("PEER_UNKNOWN to: zoe (expected: the id or handle of somebody here)");
    bob.claims("bobby");
    bob.releases();
    assertThat(ana.sends("bobby", "hi")).startsWith("PEER_UNKNOWN");
    bob.ends();
    assertThat(ana.sends("bob", "hi")).startsWith("PEER_UNKNOWN");
    assertThat(realm.tally.refused).hasValue(3);
  }

  @Test
  void everyPathKeepsTheOrderOfOneSender() {
    ana.says("lobby", "1");
    ana.tells("lobby", "bob", "2");
    ana.sends("bob", "3");
    ana.chats("lobby", "4");
    ana.says("lobby", "5");
    assertThat(bob.hears())
        .containsExactly(
            "lobby ana: 1", "lobby ana: 2", "from ana: 3", "lobby #1 ana: 4", "lobby ana: 5");
  }

  @Test
  void aLoneMemberSpeaksToNobody() {
    eva.joins("attic");
    assertThat(eva.says("attic", "hello?")).isEqualTo("ok");
    assertThat(eva.hears()).isEmpty();
  }
}
