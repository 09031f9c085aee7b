// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Two hubs are two worlds.
final class RealmTest {
  private final Realm here = new Realm();
  private final Realm there = new Realm();
  private final Wire ana = here.peer("ana");
  private final Wire twin = there.peer("ana");
  private final Wire bob = there.peer("bob");

  @Test
  void theSameRoomIsAnother() {
    ana.joins("lobby");
    bob.joins("lobby");
    assertThat(twin.joins("lobby")).isEqualTo("in lobby: bob");
    twin.says("lobby", "hi");
    twin.chats("lobby", "hi");
    assertThat(ana.hears()).isEmpty();
    assertThat(here.peer("visitor").asksWhoIsIn("lobby")).isEqualTo("lobby: ana");
  }

  @Test
  void nobodyReachesOrRingsAcross() {
    assertThat(ana.sends("bob", "hi")).startsWith("PEER_UNKNOWN");
    assertThat(ana.rings("bob")).startsWith("PEER_UNKNOWN");
    bob.sends("ana", "hi");
    assertThat(twin.hears()).containsExactly("from bob: hi");
    assertThat(ana.hears()).isEmpty();
  }

  @Test
  void handlesAreFreeInEach() {
    ana.watches();
    assertThat(bob.claims("bobby")).isEqualTo("is bobby");
    assertThat(ana.hears()).isEmpty();
    assertThat(ana.reclaims("bobby", "bob")).isEqualTo("is bobby");
    assertThat(bob.hears()).isEmpty();
  }

  @Test
  void theEndOfOneIsNotTheEndOfItsTwin() {
    twin.ends();
    assertThat(ana.sends("ana", "still here?")).isEqualTo("ok");
    assertThat(ana.peer().ended()).isFalse();
  }
}
