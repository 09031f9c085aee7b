// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Breaking, coming back, ending.
final class PeerLifeTest {
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final Realm realm = new Realm(Bounds.peers(100, 100, GRACE));
  private final Wire ana = realm.peer("ana");
  private final Wire bob = realm.peer("bob");

  @Test
  void othersHearThatAConnectionBroke() {
    meet();
    bob.breaks();
    assertThat(ana.hears()).containsExactly("lobby ? bob");
    assertThat(ana.asksWhoIsIn("lobby")).isEqualTo("lobby: ana bob?");
  }

  @Test
  void whatIsSentMeanwhileWaits() {
    meet();
    bob.breaks();
    ana.says("lobby", "one");
    ana.tells("lobby", "bob", "two");
    ana.sends("bob", "three");
    assertThat(bob.comesBack()).isTrue();
    assertThat(bob.hears()).containsExactly("lobby ana: one", "lobby ana: two", "from ana: three");
    assertThat(ana.hears()).containsExactly("lobby ? bob", "lobby ! bob");
    assertThat(ana.asksWhoIsIn("lobby")).isEqualTo("lobby: ana bob");
  }

  @Test
  void nobodyIsWokenWhileSuspended() {
    bob.hears();
    bob.breaks();
    ana.sends("bob", "hi");
    assertThat(bob.wakes()).isZero();
    bob.comesBack();
    bob.hears();
    ana.sends("bob", "hi");
    assertThat(bob.wakes()).isEqualTo(1);
  }

  @Test
  void graceEndsAPeerThatStaysAway() {
    meet();
    bob.claims("bobby");
    bob.breaks();
    realm.passes(GRACE.minusNanos(1));
    assertThat(ana.hears()).containsExactly("lobby ? bob");
    realm.passes(Duration.ofNanos(1));
    assertThat(ana.hears()).containsExactly("lobby - bob");
    assertThat(bob.peer().ended()).isTrue();
    assertThat(bob.comesBack()).isFalse();
    assertThat(ana.sends("bob", "hi")).startsWith("PEER_UNKNOWN");
    assertThat(ana.claims("bobby")).isEqualTo("is bobby");
  }

  @Test
  void deadlinesPassAtNoOtherTimeThanATick() {
    bob.breaks();
    realm.clock.pass(GRACE.multipliedBy(2));
    assertThat(bob.comesBack()).isTrue();
    realm.hub.tick();
    assertThat(bob.peer().ended()).isFalse();
  }

  @Test
  void graceBeginsAnewWithEachBreak() {
    bob.breaks();
    realm.passes(Duration.ofSeconds(20));
    bob.comesBack();
    bob.breaks();
    realm.passes(Duration.ofSeconds(20));
    assertThat(bob.peer().ended()).isFalse();
    realm.passes(Duration.ofSeconds(10));
    assertThat(bob.peer().ended()).isTrue();
  }

  @Test
  void onesReturnDoesNotHoldUpTheEndOfOthers() {
    Wire tab = realm.peer("tab");
    bob.breaks();
    tab.breaks();
    bob.comesBack();
    realm.passes(GRACE);
    assertThat(bob.peer().ended()).isFalse();
    assertThat(tab.peer().ended()).isTrue();
  }

  @Test
  void withoutGraceTheNextTickEndsIt() {
    Realm strict = new Realm(Bounds.peers(10, 10, Duration.ZERO));
    Wire tab = strict.peer("tab");
    tab.breaks();
    assertThat(tab.peer().ended()).isFalse();
    strict.hub.tick();
    assertThat(tab.peer().ended()).isTrue();
  }

  @Test
  void breakingTwiceIsBreakingOnce() {
    meet();
    bob.breaks();
    realm.passes(Duration.ofSeconds(20));
    bob.breaks();
    assertThat(ana.hears()).containsExactly("lobby ? bob");
    realm.passes(Duration.ofSeconds(10));
    assertThat(bob.peer().ended()).isTrue();
  }

  @Test
  void nobodyComesBackTwice() {
    bob.breaks();
    assertThat(bob.comesBack()).isTrue();
    assertThat(bob.comesBack()).isFalse();
  }

  @Test
  void theEndIsHeardEverywhere() {
    meet();
    bob.claims("bobby");
    bob.watches();
    ana.watches();
    ana.rings("bob");
    bob.ends();
    assertThat(ana.hears()).containsExactly("lobby - bob", "offline bobby", "call 1 ended, gone");
    assertThat(realm.tally.ended).hasValue(1);
  }

  @Test
  void aSuspendedPeerMayBeEndedAtOnce() {
    meet();
    bob.breaks();
    bob.ends();
    assertThat(ana.hears()).containsExactly("lobby ? bob", "lobby - bob");
    assertThat(bob.comesBack()).isFalse();
    realm.passes(GRACE);
    assertThat(realm.tally.ended).hasValue(1);
  }

  @Test
  void theEndComesOnce() {
    bob.ends();
    bob.ends();
    bob.breaks();
    realm.passes(GRACE);
    assertThat(realm.tally.ended).hasValue(1);
  }

  @Test
  void theDeadDoNotSpeak() {
    meet();
    bob.ends();
    ana.hears();
    bob.joins("lobby");
    bob.claims("bobby");
    bob.watches();
    bob.rings("ana");
    bob.sends("ana", "boo");
    assertThat(ana.hears()).isEmpty();
    assertThat(bob.hears()).isEmpty();
    ana.ends();
    assertThat(realm.hub.residue()).isZero();
  }

  @Test
  void theIdOfOneWhoEndedIsFree() {
    bob.ends();
    Wire again = realm.peer("bob");
    ana.sends("bob", "hi");
    assertThat(again.hears()).containsExactly("from ana: hi");
  }

  @Test
  void nothingIsLeftWhenAllHaveLeft() {
    meet();
    bob.claims("bobby");
    bob.watches();
    bob.rings("ana");
    bob.breaks();
    ana.ends();
    realm.passes(GRACE);
    assertThat(realm.hub.residue()).isZero();
    assertThat(realm.tally.retired).hasValue(1);
  }

  private void meet() {
    ana.joins("lobby");
    bob.joins("lobby");
    ana.hears();
    bob.hears();
  }
}
