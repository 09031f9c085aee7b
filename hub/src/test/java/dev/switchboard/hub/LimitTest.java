// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// How full rooms and servers may be.
final class LimitTest {
  @Test
  void aRoomTakesOnlySoMany() {
    Realm realm = new Realm(Bounds.rooms(10, 2, 10));
    Wire ana = realm.peer("ana");
    Wire bob = realm.peer("bob");
    Wire tab = realm.peer("tab");
    ana.joins("lobby");
    bob.joins("lobby");
    ana.hears();
    assertThat(tab.joins("lobby"))
        .isEqualTo("ROOM_FULL room: lobby (expected: a room with fewer than 2 members)");
    assertThat(ana.hears()).isEmpty();
    assertThat(bob.joins("lobby")).isEqualTo("in lobby: ana");
    bob.leaves("lobby");
    assertThat(tab.joins("lobby")).isEqualTo("in lobby: ana");
  }

  @Test
  void aSuspendedMemberKeepsItsPlace() {
    Realm realm = new Realm(Bounds.rooms(10, 1, 10));
    Wire ana = realm.peer("ana");
    Wire bob = realm.peer("bob");
    ana.joins("lobby");
    ana.breaks();
    assertThat(bob.joins("lobby")).startsWith("ROOM_FULL");
    realm.passes(realm.hub.limits().peers().grace());
    assertThat(bob.joins("lobby")).isEqualTo("in lobby:");
  }

  @Test
  void aPeerIsInOnlySoManyRooms() {
    Realm realm = new Realm(Bounds.rooms(10, 10, 2));
    Wire ana = realm.peer("ana");
    ana.joins("one");
    ana.joins("two");
    assertThat(ana.joins("three"))
        .isEqualTo("TOO_MANY_ROOMS room: three (expected: at most 2 rooms at once)");
    assertThat(realm.tally.opened).hasValue(2);
    assertThat(ana.joins("two")).isEqualTo("in two:");
    ana.leaves("one");
    assertThat(ana.joins("three")).isEqualTo("in three:");
  }

  @Test
  void theServerHoldsOnlySoManyRooms() {
    Realm realm = new Realm(Bounds.rooms(2, 10, 10));
    Wire ana = realm.peer("ana");
    Wire bob = realm.peer("bob");
    ana.joins("one");
    ana.joins("two");
    assertThat(bob.joins("three"))
        .isEqualTo("SERVER_FULL room: three (expected: a server with fewer than 2 rooms)");
    assertThat(bob.joins("two")).isEqualTo("in two: ana");
    ana.leaves("one");
    assertThat(bob.joins("three")).isEqualTo("in three:");
  }

  @Test
  void theServerHoldsOnlySoManyPeers() {
    Realm realm = new Realm(Bounds.peers(2, 10));
    realm.peer("ana");
    Wire bob = realm.peer("bob");
    assertThat(realm.attach("tab")).isEqualTo(new Attachment.Full());
    bob.ends();
    assertThat(realm.attach("tab")).isInstanceOf(Attachment.Attached.class);
    assertThat(realm.tally.attached).hasValue(3);
  }

  @Test
  void aTakenNameTakesNoPlace() {
    Realm realm = new Realm(Bounds.peers(2, 10));
    Wire ana = realm.peer("ana");
    assertThat(realm.attach("ana")).isEqualTo(new Attachment.Taken());
    assertThat(realm.attach("ana")).isEqualTo(new Attachment.Taken());
    realm.peer("bob");
    ana.ends();
    realm.peer("ana");
    assertThat(realm.attach("tab")).isEqualTo(new Attachment.Full());
  }

  @Test
  void suspendedPeersCount() {
    Realm realm = new Realm(Bounds.peers(1, 10));
    realm.peer("ana").breaks();
    assertThat(realm.attach("bob")).isEqualTo(new Attachment.Full());
    realm.passes(realm.hub.limits().peers().grace());
    assertThat(realm.attach("bob")).isInstanceOf(Attachment.Attached.class);
  }

  @Test
  void refusalsAreCounted() {
    Realm realm = new Realm(Bounds.rooms(1, 1, 1));
    Wire ana = realm.peer("ana");
    ana.joins("one");
    ana.joins("two");
    ana.leaves("two");
    ana.sends("nobody", "");
    assertThat(realm.tally.refused).hasValue(3);
  }
}
