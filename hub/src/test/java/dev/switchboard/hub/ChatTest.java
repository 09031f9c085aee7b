// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.switchboard.text.Utf8;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChatTest {
  private static final Duration AGE = Duration.ofMinutes(10);

  /// What a line costs besides its text, when somebody called `ana` wrote it.
  private static final int OVERHEAD = 64 + 3 + 3;

  @Test
  void aLineReachesEverybodyTheSenderToo() {
    Realm realm = new Realm();
    Wire ana = in(realm, "ana");
    Wire bob = in(realm, "bob");
    ana.hears();
    assertThat(ana.chats("lobby", "Hello 👋")).isEqualTo("ok");
    assertThat(ana.hears()).containsExactly("lobby #1 ana: Hello 👋");
    assertThat(bob.hears()).containsExactly("lobby #1 ana: Hello 👋");
    assertThat(realm.tally.relayed).hasValue(2);
  }

  @Test
  void theSenderSeesItsLineBeforeTheAnswer() {
    Wire ana = in(new Realm(), "ana");
    ana.chats("lobby", "hi");
    assertThat(ana.all()).containsExactly("in lobby:", "lobby #1 ana: hi", "ok");
  }

  @Test
  void linesAreNumberedInEachRoom() {
    Wire ana = in(new Realm(), "ana");
    ana.joins("attic");
    ana.chats("lobby", "a");
    ana.chats("lobby", "b");
    ana.chats("attic", "c");
    assertThat(ana.hears())
        .containsExactly("lobby #1 ana: a", "lobby #2 ana: b", "attic #1 ana: c");
  }

  @Test
  void thoseWhoComeLaterGetWhatWasSaid() {
    Realm realm = new Realm();
    in(realm, "ana").chats("lobby", "one");
    in(realm, "bob").chats("lobby", "two");
    assertThat(realm.peer("tab").joins("lobby"))
        .isEqualTo("in lobby: ana bob | #1 ana: one | #2 bob: two");
  }

  @Test
  void aNameStaysWhenItsOwnerHasLeft() {
    Realm realm = new Realm();
    Wire ana = in(realm, "ana");
    in(realm, "bob");
    ana.describesItself("first");
    ana.chats("lobby", "hi");
    ana.describesItself("second");
    ana.ends();
    assertThat(history(realm))
        .extracting(ChatMessage::about, ChatMessage::at)
        .containsExactly(tuple(Utf8.of("first"), realm.clock.millis()));
  }

  @Test
  void onlySoManyLinesAreKept() {
    Realm realm = new Realm(Bounds.history(2, 1 << 20, AGE));
    chat(in(realm, "ana"), "one", "two", "three");
    assertThat(realm.peer("tab").joins("lobby"))
        .isEqualTo("in lobby: ana | #2 ana: two | #3 ana: three");
  }

  @Test
  void onlySoManyBytesAreKept() {
    Realm realm = new Realm(Bounds.history(100, 2 * OVERHEAD + 8, AGE));
    Wire ana = in(realm, "ana");
    chat(ana, "1234", "5678");
    assertThat(texts(realm)).containsExactly("1234", "5678");
    chat(ana, "90123");
    assertThat(texts(realm)).containsExactly("90123");
    chat(ana, "456");
    assertThat(texts(realm)).containsExactly("90123", "456");
  }

  @Test
  void aLineOverTheBoundIsToldButNotKept() {
    Realm realm = new Realm(Bounds.history(100, OVERHEAD, AGE));
    Wire ana = in(realm, "ana");
    chat(ana, "", "x");
    assertThat(ana.hears()).hasSize(2);
    assertThat(texts(realm)).isEmpty();
  }

  @Test
  void linesAreForgottenWithAge() {
    Realm realm = new Realm(Bounds.history(100, 1 << 20, AGE));
    Wire ana = in(realm, "ana");
    chat(ana, "old");
    realm.clock.pass(Duration.ofMinutes(4));
    chat(ana, "new");
    realm.clock.pass(Duration.ofMinutes(6));
    assertThat(texts(realm)).containsExactly("old", "new");
    realm.clock.pass(Duration.ofMillis(1));
    assertThat(texts(realm)).containsExactly("new");
    realm.clock.pass(AGE);
    assertThat(texts(realm)).isEmpty();
  }

  @Test
  void whoWantsNoHistoryKeepsNone() {
    Realm realm = new Realm(Bounds.history(0, 1 << 20, AGE));
    chat(in(realm, "ana"), "hi");
    assertThat(texts(realm)).isEmpty();
  }

  @Test
  void numbersGoOnWhenLinesAreForgotten() {
    Realm realm = new Realm(Bounds.history(1, 1 << 20, Duration.ZERO));
    Wire ana = in(realm, "ana");
    chat(ana, "one");
    realm.clock.pass(Duration.ofSeconds(1));
    chat(ana, "two");
    assertThat(ana.hears()).containsExactly("lobby #1 ana: one", "lobby #2 ana: two");
  }

  private static Wire in(Realm realm, String id) {
    Wire wire = realm.peer(id);
    wire.joins("lobby");
    return wire;
  }

  private static void chat(Wire wire, String... lines) {
    for (String line : lines) {
      wire.chats("lobby", line);
    }
  }

  private static List<String> texts(Realm realm) {
    return history(realm).stream().map(line -> line.text().toString()).toList();
  }

  /// What a newcomer is given.
  private static List<ChatMessage> history(Realm realm) {
    Wire visitor = realm.peer("visitor");
    realm.hub.submit(visitor.peer(), new Command.Join(RoomName.of("lobby")), 1);
    Event answer = visitor.peer().outbox().poll();
    visitor.ends();
    return ((Event.Joined) answer).chat();
  }
}
