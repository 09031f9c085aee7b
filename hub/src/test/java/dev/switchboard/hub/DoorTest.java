// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.text.Utf8;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Who gets into a room: knocking, lock, password, bans.
final class DoorTest {
  private static final Rule LOBBY = new Rule.Lobby(true);
  private static final Rule LOCK = new Rule.Lock(true);
  private static final Rule PASSWORD = new Rule.Password(Utf8.of("sesame"));

  private static final Rules LOBBY_RULES = new Rules(true, true, false, false);

  private final Realm realm = new Realm();
  private final Wire ana = realm.peer("ana");
  private final Wire bob = realm.peer("bob");
  private final Wire tab = realm.peer("tab");

  @Test
  void aRoomBelongsToWhoStartsIt() {
    assertThat(ana.starts("fair")).isEqualTo("in fair: [open] as owner");
    assertThat(bob.joins("fair")).isEqualTo("in fair: ana [open]");
  }

  @Test
  void aRoomThatNobodyStartedBelongsToNobody() {
    assertThat(ana.joins("fair")).isEqualTo("in fair:");
    assertThat(bob.starts("fair", LOCK)).isEqualTo("in fair: ana");
    assertThat(bob.governs("fair", LOCK)).startsWith("NOT_HOST");
    assertThat(tab.joins("fair")).isEqualTo("in fair: ana bob");
  }

  @Test
  void whoDoesNotKnockAtALobbyIsToldTo() {
    ana.starts("fair", LOBBY);
    assertThat(bob.joins("fair"))
        .isEqualTo("KNOCK_FIRST room: fair (expected: a knock, and a host who lets you in)");
    assertThat(ana.hears()).isEmpty();
  }

  @Test
  void whoKnocksIsLetIn() {
    ana.starts("fair", LOBBY);
    assertThat(bob.knocks("fair")).isEqualTo("waiting for fair: ana");
    assertThat(ana.hears()).containsExactly("fair knock bob");
    assertThat(ana.admits("fair", bob)).isEqualTo("ok");
    assertThat(ana.hears()).containsExactly("fair no knock bob", "fair + bob");
    assertThat(bob.hears()).containsExactly("admitted in fair: ana [lobby]");
    assertThat(bob.says("fair", "hello")).isEqualTo("ok");
  }

  @Test
  void whoWaitsHearsAndSaysNothing() {
    ana.starts("fair", LOBBY);
    bob.knocks("fair");
    ana.chats("fair", "secret");
    ana.says("fair", "secret");
    assertThat(bob.hears()).isEmpty();
    assertThat(bob.says("fair", "hello")).startsWith("NOT_IN_ROOM");
    assertThat(bob.chats("fair", "hello")).startsWith("NOT_IN_ROOM");
    assertThat(bob.tells("fair", "ana", "hello")).startsWith("NOT_IN_ROOM");
    assertThat(ana.tells("fair", "bob", "hello")).startsWith("NOT_IN_ROOM");
    assertThat(bob.raisesHand("fair")).startsWith("NOT_IN_ROOM");
    assertThat(bob.asksWhoIsIn("fair")).isEqualTo("fair: 1 there [lobby]");
  }

  @Test
  void whoIsNoMemberCannotPostIntoARoomWithAnOrder() {
    ana.starts("fair");
    ana.forgets();
    bob.asks(new Command.Post(RoomName.of("fair"), Wire.message("spam")));
    assertThat(ana.hears()).isEmpty();
  }

  @Test
  void theServersOwnerSeesRoomsAndEndsThemForAll() {
    ana.starts("fair", LOBBY);
    bob.knocks("fair");
    tab.joins("alley");
    tab.leaves("alley");
    OpenRoom fair = new OpenRoom(RoomName.of("fair"), 1, 1, realm.clock.millis(), LOBBY_RULES);
    assertThat(realm.hub.open(10)).containsExactly(fair);
    assertThat(realm.hub.open(0)).isEmpty();
    ana.forgets();
    bob.forgets();
    assertThat(realm.hub.close(RoomName.of("fair"))).isTrue();
    assertThat(ana.hears()).containsExactly("fair: ended");
    assertThat(bob.hears()).containsExactly("fair: ended");
    assertThat(ana.says("fair", "hello")).startsWith("NOT_IN_ROOM");
    assertThat(realm.hub.close(RoomName.of("fair"))).as("twice").isFalse();
    assertThat(bob.joins("fair")).as("another room").isEqualTo("in fair:");
  }

  @Test
  void whoIsTurnedAwayMayKnockAgain() {
    ana.starts("fair", LOBBY);
    bob.knocks("fair");
    assertThat(ana.denies("fair", bob)).isEqualTo("ok");
    assertThat(bob.hears()).containsExactly("fair: denied");
    assertThat(ana.admits("fair", bob))
        .isEqualTo("NOT_IN_ROOM peer: bob (expected: somebody who knocks)");
    assertThat(bob.knocks("fair")).isEqualTo("waiting for fair: ana");
  }

  @Test
  void whoWaitsMayGiveUp() {
    ana.starts("fair", LOBBY);
    bob.knocks("fair");
    ana.forgets();
    assertThat(bob.leaves("fair")).isEqualTo("ok");
    assertThat(ana.hears()).containsExactly("fair no knock bob");
    tab.knocks("fair");
    tab.ends();
    assertThat(ana.hears()).containsExactly("fair knock tab", "fair no knock tab");
  }

  @Test
  void aKnockWaitsForAHostToCome() {
    ana.starts("fair", LOBBY);
    Utf8 ticket = ana.ticket();
    ana.leaves("fair");
    assertThat(bob.knocks("fair")).isEqualTo("waiting for fair:");
    Wire again = realm.peer("ana-again");
    assertThat(again.comes("fair", Visitor.PLAIN.with(ticket)))
        .isEqualTo("in fair: [lobby] as owner");
    assertThat(again.hears()).containsExactly("fair knock bob");
    assertThat(bob.hears()).containsExactly("fair lobby: ana-again");
  }

  @Test
  void aLobbyHoldsSoMany() {
    RoomPolicy it = RoomPolicy.DEFAULT;
    Realm small =
        new Realm(
            Limits.DEFAULT,
            new RoomPolicy(
                it.admission(), false, false, false, it.keep(), new RoomPolicy.Bounds(1, 10)));
    small.peer("ana").starts("fair", LOBBY);
    small.peer("bob").knocks("fair");
    assertThat(small.peer("tab").knocks("fair")).startsWith("LOBBY_FULL");
  }

  @Test
  void whenTheLobbyOpensAllComeIn() {
    ana.starts("fair", LOBBY);
    bob.knocks("fair");
    tab.knocks("fair");
    ana.forgets();
    ana.governs("fair", new Rule.Lobby(false));
    assertThat(ana.hears())
        .containsExactly(
            "fair rules [open]",
            "fair no knock bob",
            "fair + bob",
            "fair no knock tab",
            "fair + tab");
    assertThat(tab.hears()).containsExactly("admitted in fair: ana bob [open]");
  }

  @Test
  void nobodyNewComesIntoALockedRoom() {
    ana.starts("fair");
    assertThat(ana.governs("fair", LOCK)).isEqualTo("ok");
    assertThat(ana.hears()).containsExactly("fair rules [locked]");
    assertThat(bob.knocks("fair"))
        .isEqualTo("ROOM_LOCKED room: fair (expected: a room that is not locked)");
    ana.governs("fair", new Rule.Lock(false));
    assertThat(bob.joins("fair")).isEqualTo("in fair: ana [open]");
  }

  @Test
  void whoWasInComesBackWithoutKnockingOrWord() {
    ana.starts("fair", LOBBY, PASSWORD);
    bob.comes("fair", Visitor.KNOCKING.saying("sesame"));
    ana.admits("fair", bob);
    bob.hears();
    Utf8 ticket = bob.ticket();
    ana.governs("fair", LOCK);
    bob.ends();
    Wire reloaded = realm.peer("bob-reloaded");
    assertThat(reloaded.comes("fair", Visitor.PLAIN.with(ticket)))
        .isEqualTo("in fair: ana [lobby locked password]");
  }

  @Test
  void aTicketIsForOneRoom() {
    ana.starts("fair", LOCK);
    ana.starts("market", LOCK);
    bob.starts("mine");
    assertThat(bob.comes("fair", Visitor.PLAIN.with(bob.ticket()))).startsWith("ROOM_LOCKED");
    assertThat(bob.comes("fair", Visitor.PLAIN.with(ana.ticket()))).startsWith("ROOM_LOCKED");
    assertThat(bob.comes("market", Visitor.PLAIN.with(ana.ticket())))
        .isEqualTo("in market: ana [locked] as owner");
  }

  @Test
  void aForgedTicketIsNone() {
    ana.starts("fair", LOCK);
    String real = ana.ticket().toString();
    String forged = (real.charAt(0) == 'A' ? "B" : "A") + real.substring(1);
    for (String shown : new String[] {forged, "x", "!", real.substring(4), "A".repeat(5000)}) {
      assertThat(bob.comes("fair", Visitor.PLAIN.with(Utf8.of(shown)))).startsWith("ROOM_LOCKED");
    }
  }

  @Test
  void newcomersSayThePassword() {
    ana.starts("fair", PASSWORD);
    assertThat(bob.joins("fair"))
        .isEqualTo("WRONG_PASSWORD room: fair (expected: the room's password)");
    assertThat(bob.comes("fair", Visitor.PLAIN.saying("open"))).startsWith("WRONG_PASSWORD");
    assertThat(bob.comes("fair", Visitor.PLAIN.saying("sesame")))
        .isEqualTo("in fair: ana [password]");
  }

  @Test
  void whoGuessesPasswordsIsSlowedDown() {
    ana.starts("fair", PASSWORD);
    for (int i = 0; i < 20; i++) {
      assertThat(bob.comes("fair", Visitor.PLAIN.saying("guess " + i)))
          .startsWith("WRONG_PASSWORD");
    }
    assertThat(bob.comes("fair", Visitor.PLAIN.saying("sesame"))).startsWith("RATE_LIMITED");
    assertThat(tab.comes("fair", Visitor.PLAIN.saying("sesame"))).startsWith("RATE_LIMITED");
    realm.passes(Duration.ofSeconds(1));
    assertThat(tab.comes("fair", Visitor.PLAIN.saying("sesame"))).startsWith("in fair");
  }

  @Test
  void outsidersLearnOfAClosedRoomOnlyHowManyAreIn() {
    ana.starts("fair", PASSWORD);
    assertThat(bob.asksWhoIsIn("fair")).isEqualTo("fair: 1 there [password]");
    assertThat(ana.asksWhoIsIn("fair")).isEqualTo("fair: ana [password]");
    assertThat(bob.asksWhoIsIn("other")).isEqualTo("other:");
  }

  @Test
  void whoIsBannedStaysOutAlsoAsAnotherPeerWithTheTicket() {
    ana.starts("fair");
    bob.joins("fair");
    Utf8 ticket = bob.ticket();
    ana.hears();
    bob.hears();
    assertThat(ana.bans("fair", bob)).isEqualTo("ok");
    assertThat(bob.hears()).containsExactly("fair: banned");
    assertThat(ana.hears()).containsExactly("fair - bob, removed");
    assertThat(bob.joins("fair"))
        .isEqualTo("BANNED room: fair (expected: a room from which you are not banned)");
    Wire reloaded = realm.peer("bob-reloaded");
    assertThat(reloaded.comes("fair", Visitor.PLAIN.with(ticket))).startsWith("BANNED");
    // What it cannot stop: somebody who shows no ticket is a newcomer.
    assertThat(reloaded.joins("fair")).isEqualTo("in fair: ana [open]");
  }

  @Test
  void aBanReachesTheOtherTabsOfTheSamePerson() {
    ana.starts("fair");
    bob.joins("fair");
    tab.comes("fair", Visitor.PLAIN.with(bob.ticket()));
    ana.forgets();
    ana.bans("fair", bob);
    assertThat(ana.hears()).containsExactly("fair - bob, removed", "fair - tab, removed");
    assertThat(tab.hears()).contains("fair: banned");
  }

  @Test
  void whoKnocksCanBeBanned() {
    ana.starts("fair", LOBBY);
    bob.knocks("fair");
    ana.bans("fair", bob);
    assertThat(bob.hears()).containsExactly("fair: banned");
    assertThat(bob.knocks("fair")).startsWith("BANNED");
  }

  @Test
  void whoIsRemovedIsANewcomer() {
    ana.starts("fair", LOBBY);
    bob.knocks("fair");
    ana.admits("fair", bob);
    bob.hears();
    ana.removes("fair", bob);
    assertThat(bob.says("fair", "still here")).startsWith("NOT_IN_ROOM");
    assertThat(bob.leaves("fair")).startsWith("NOT_IN_ROOM");
    assertThat(bob.comes("fair", Visitor.PLAIN.with(bob.ticket()))).startsWith("KNOCK_FIRST");
  }

  @Test
  void roomsOneWasPutOutOfDoNotCount() {
    Realm few = new Realm(Bounds.rooms(100, 10, 1));
    Wire host = few.peer("host");
    Wire guest = few.peer("guest");
    host.starts("fair");
    guest.joins("fair");
    assertThat(guest.joins("other")).startsWith("TOO_MANY_ROOMS");
    host.removes("fair", guest);
    assertThat(guest.joins("other")).isEqualTo("in other:");
  }
}
