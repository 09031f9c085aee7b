// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.text.Utf8;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Whatever a stranger can make large must weigh: the bytes of an outbox are bounded by nothing
/// else.
final class EventWeightTest {
  private static final int LARGE = 2000;
  private static final Utf8 TEXT = Utf8.of("x".repeat(LARGE));
  private static final PeerId ANA = PeerId.of("ana");
  private static final RoomName LOBBY = RoomName.of("lobby");
  private static final CallId CALL = CallId.of("call");
  private static final Memo MEMO = new Memo();
  private static final Member MEMBER = new Member(ANA, Utf8.EMPTY, TEXT, true);
  private static final Person PERSON = new Person(ANA, ANA, Status.AWAY, TEXT);
  private static final Signal SIGNAL = new Signal.Message(TEXT);
  private static final ChatMessage LINE = new ChatMessage(1, ANA, TEXT, TEXT, 0);

  @Test
  void whatCarriesTextWeighsIt() {
    List<Event> events =
        List.of(
            new Event.Refused(1, Refusal.BUSY, TEXT.toString()),
            new Event.Joined(1, LOBBY, List.of(MEMBER), List.of(), Order.NONE),
            new Event.Joined(1, LOBBY, List.of(), List.of(LINE), Order.NONE),
            new Event.Waiting(1, LOBBY, List.of(MEMBER)),
            new Event.Present(1, LOBBY, List.of(MEMBER), 1, Rules.NONE),
            new Event.Knocked(LOBBY, MEMBER, MEMO),
            new Event.LobbyWatched(LOBBY, List.of(MEMBER), MEMO),
            new Event.Admitted(new Event.Joined(1, LOBBY, List.of(MEMBER), List.of(), Order.NONE)),
            new Event.Watching(1, List.of(PERSON)),
            new Event.Met(1, CALL, TEXT),
            new Event.PeerJoined(LOBBY, MEMBER, MEMO),
            new Event.PeerChanged(LOBBY, ANA, TEXT, MEMO),
            new Event.Received(ANA, Utf8.EMPTY, SIGNAL),
            new Event.ReceivedInRoom(LOBBY, ANA, SIGNAL, MEMO),
            new Event.Chatted(LOBBY, LINE, MEMO),
            new Event.PersonOnline(PERSON, MEMO),
            new Event.PersonChanged(PERSON, MEMO),
            new Event.RingReceived(CALL, MEMBER, Utf8.EMPTY),
            new Event.RingReceived(CALL, new Member(ANA, Utf8.EMPTY, Utf8.EMPTY, true), TEXT),
            new Event.CallAccepted(CALL, TEXT),
            new Event.IceOffered(1, TEXT, 60));
    assertThat(events.stream().filter(event -> event.weight() < LARGE))
        .extracting(Object::getClass)
        .isEmpty();
  }

  @Test
  void everythingWeighsSomething() {
    List<Event> events =
        List.of(
            new Event.Done(1),
            new Event.Claimed(1, ANA),
            new Event.Rung(1, CALL),
            new Event.PeerLeft(LOBBY, ANA, false, MEMO),
            new Event.KnockEnded(LOBBY, ANA, MEMO),
            new Event.Dismissed(LOBBY, Dismissal.ENDED),
            new Event.Asked(LOBBY, ANA, Wish.MUTE, MEMO),
            new Event.RulesChanged(LOBBY, Rules.NONE, MEMO),
            new Event.RoleChanged(LOBBY, ANA, Role.HOST, MEMO),
            new Event.HandRaised(LOBBY, new Hand(ANA, 1), MEMO),
            new Event.HandLowered(LOBBY, ANA, MEMO),
            new Event.PeerDisconnected(LOBBY, ANA, MEMO),
            new Event.PeerReconnected(LOBBY, ANA, MEMO),
            new Event.HandleLost(ANA),
            new Event.PersonOffline(ANA, MEMO),
            new Event.CallRinging(CALL),
            new Event.CallEnded(CALL, CallEnd.GONE));
    assertThat(events).allSatisfy(event -> assertThat(event.weight()).isEqualTo(Event.BASE));
  }

  @Test
  void aCrowdWeighsItsMembers() {
    List<Member> crowd = List.of(MEMBER, MEMBER, MEMBER);
    assertThat(new Event.Present(1, LOBBY, crowd, 3, Rules.NONE).weight())
        .isEqualTo(Event.BASE + 3 * (Event.BASE + LARGE));
  }
}
