// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.text.Utf8;
import org.junit.jupiter.api.Test;

final class MemoTest {
  private final Memo memo = new Memo();

  @Test
  void aNewMemoRemembersNothing() {
    assertThat(memo.recall("plain")).isNull();
  }

  @Test
  void whatWasKeptIsRecalled() {
    memo.keep("plain", Utf8.of("text"));
    assertThat(memo.recall("plain")).isEqualTo(Utf8.of("text"));
    assertThat(memo.recall(new String("plain".toCharArray()))).isEqualTo(Utf8.of("text"));
  }

  @Test
  void anotherDialectDoesNotReadIt() {
    memo.keep("plain", Utf8.of("text"));
    assertThat(memo.recall("peerjs")).isNull();
  }

  @Test
  void theFirstDialectKeepsTheMemo() {
    memo.keep("plain", Utf8.of("one"));
    memo.keep("peerjs", Utf8.of("two"));
    assertThat(memo.recall("plain")).isEqualTo(Utf8.of("one"));
    assertThat(memo.recall("peerjs")).isNull();
  }

  @Test
  void allMembersShareOneMemo() {
    Realm realm = new Realm();
    Wire ana = realm.peer("ana");
    Wire bob = realm.peer("bob");
    Wire tab = realm.peer("tab");
    for (Wire wire : new Wire[] {ana, bob, tab}) {
      wire.joins("lobby");
    }
    ana.hears();
    bob.hears();
    realm.hub.submit(
        tab.peer(), new Command.Chat(RoomName.of("lobby"), Utf8.of("hi")), Hub.NO_REQUEST);
    Event atAna = ana.peer().outbox().poll();
    assertThat(atAna).isInstanceOf(Event.Chatted.class);
    assertThat(bob.peer().outbox().poll()).isSameAs(atAna);
    assertThat(tab.peer().outbox().poll()).isSameAs(atAna);
  }
}
