// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.text.Utf8;
import java.util.List;
import org.assertj.core.api.AbstractListAssert;
import org.junit.jupiter.api.Test;

/// A checker that cannot fail proves nothing: it is fed histories that no hub may write.
final class PromisesTest {
  private static final RoomName LOBBY = RoomName.of("lobby");

  private final History ana = new History(PeerId.of("ana"));
  private final History bob = new History(PeerId.of("bob"));
  private final History tab = new History(PeerId.of("tab"));

  @Test
  void aRightHistoryBreaksNothing() {
    Event joins = joins("bob");
    Event one = says("bob", 1);
    Event line = chats("bob", 1, 2);
    Event leaves = leaves("bob");
    ana.heard(in()).heard(joins).heard(one).heard(line).heard(sends("bob", 3)).heard(leaves);
    bob.heard(in("ana")).heard(line).left(LOBBY);
    tab.heard(in("ana", "bob")).heard(one).heard(line).heard(leaves);
    assertThatBroken().isEmpty();
  }

  @Test
  void aMemberMayComeBack() {
    ana.heard(in()).heard(joins("bob")).heard(leaves("bob")).heard(joins("bob"));
    ana.heard(says("bob", 1)).left(LOBBY).heard(in("bob")).heard(says("bob", 2));
    assertThatBroken().isEmpty();
  }

  @Test
  void aOvertakingIsFound() {
    ana.heard(in("bob")).heard(says("bob", 2)).heard(says("bob", 1));
    assertThatBroken().containsExactly("a: ana saw number 1 of bob after number 2");
  }

  @Test
  void aOvertakingBetweenPathsIsFound() {
    ana.heard(in("bob")).heard(chats("bob", 1, 7)).heard(sends("bob", 6));
    assertThatBroken().containsExactly("a: ana saw number 6 of bob after number 7");
  }

  @Test
  void aDoubleIsFound() {
    ana.heard(in("bob")).heard(says("bob", 1)).heard(says("bob", 1));
    assertThatBroken().containsExactly("a: ana saw number 1 of bob after number 1");
  }

  @Test
  void bSpeakingBeforeJoiningIsFound() {
    ana.heard(in()).heard(says("bob", 1)).heard(joins("bob"));
    assertThatBroken().containsExactly("b: ana saw something from bob before it joined lobby");
  }

  @Test
  void bEveryKindBeforeJoiningIsFound() {
    ana.heard(in()).heard(chats("bob", 1, 1));
    ana.heard(new Event.PeerChanged(LOBBY, PeerId.of("bob"), Utf8.EMPTY, new Memo()));
    ana.heard(new Event.PeerDisconnected(LOBBY, PeerId.of("bob"), new Memo()));
    ana.heard(new Event.PeerReconnected(LOBBY, PeerId.of("bob"), new Memo()));
    ana.heard(leaves("bob"));
    assertThatBroken().hasSize(5).allMatch(what -> what.startsWith("b: "));
  }

  @Test
  void bJoiningTwiceIsFound() {
    ana.heard(in("bob")).heard(joins("bob"));
    assertThatBroken().containsExactly("b: ana saw bob joined lobby twice");
  }

  @Test
  void cSpeakingAfterLeavingIsFound() {
    ana.heard(in("bob")).heard(leaves("bob")).heard(says("bob", 1));
    assertThatBroken().containsExactly("c: ana saw something from bob after it left lobby");
  }

  @Test
  void cLeavingTwiceIsFound() {
    ana.heard(in("bob")).heard(leaves("bob")).heard(leaves("bob"));
    assertThatBroken().containsExactly("c: ana saw something from bob after it left lobby");
  }

  @Test
  void cHearingFromARoomOutsideIsFound() {
    ana.heard(says("bob", 1)).heard(in("bob")).left(LOBBY).heard(says("bob", 2));
    String breach = "c: ana saw something from lobby while not in it";
    assertThatBroken().containsExactly(breach, breach);
  }

  @Test
  void dTwoOrdersAreFound() {
    Event one = says("bob", 1);
    Event two = says("eva", 1);
    ana.heard(in("bob", "eva")).heard(one).heard(two);
    tab.heard(in("bob", "eva")).heard(two).heard(one);
    assertThatBroken()
        .containsExactly("d: no order of the broadcasts in lobby fits all its members");
  }

  @Test
  void dACircleThatNoTwoMembersSeeIsFound() {
    Event one = says("eva", 1);
    Event two = says("max", 1);
    Event six = says("zoe", 1);
    ana.heard(in("eva", "max", "zoe")).heard(one).heard(two);
    bob.heard(in("eva", "max", "zoe")).heard(two).heard(six);
    tab.heard(in("eva", "max", "zoe")).heard(six).heard(one);
    assertThatBroken().singleElement().asString().startsWith("d: ");
  }

  @Test
  void dAnArrivalSeenAtTwoPlacesIsFound() {
    Event joins = joins("eva");
    Event says = says("max", 1);
    ana.heard(in("max")).heard(joins).heard(says);
    bob.heard(in("max")).heard(says).heard(joins);
    assertThatBroken().singleElement().asString().startsWith("d: ");
  }

  @Test
  void dAMissedLineIsFound() {
    ana.heard(in("bob")).heard(chats("bob", 1, 1)).heard(chats("bob", 3, 3));
    assertThatBroken().containsExactly("d: ana saw line 3 of lobby after line 1");
  }

  @Test
  void dALineMissedBetweenTheHistoryAndTheFirstIsFound() {
    ChatMessage known = new ChatMessage(4, PeerId.of("bob"), Utf8.EMPTY, Utf8.of("4"), 0);
    ana.heard(new Event.Joined(0, LOBBY, List.of(member("bob")), List.of(known), Order.NONE));
    ana.heard(chats("bob", 6, 6));
    assertThatBroken().containsExactly("d: ana saw line 6 of lobby after line 4");
  }

  private AbstractListAssert<?, List<? extends String>, String, ?> assertThatBroken() {
    return assertThat(Promises.broken(List.of(ana, bob, tab)));
  }

  private static Event in(String... others) {
    List<Member> members = List.of(others).stream().map(PromisesTest::member).toList();
    return new Event.Joined(0, LOBBY, members, List.of(), Order.NONE);
  }

  private static Event joins(String peer) {
    return new Event.PeerJoined(LOBBY, member(peer), new Memo());
  }

  private static Event leaves(String peer) {
    return new Event.PeerLeft(LOBBY, PeerId.of(peer), false, new Memo());
  }

  private static Event says(String from, int number) {
    return new Event.ReceivedInRoom(LOBBY, PeerId.of(from), signal(number), new Memo());
  }

  private static Event sends(String from, int number) {
    return new Event.Received(PeerId.of(from), Utf8.EMPTY, signal(number));
  }

  private static Event chats(String from, int line, int number) {
    Utf8 text = Utf8.of("" + number);
    ChatMessage message = new ChatMessage(line, PeerId.of(from), Utf8.EMPTY, text, 0);
    return new Event.Chatted(LOBBY, message, new Memo());
  }

  private static Signal signal(int number) {
    return new Signal.Message(Utf8.of("" + number));
  }

  private static Member member(String id) {
    return new Member(PeerId.of(id), Utf8.EMPTY, Utf8.EMPTY, true);
  }
}
