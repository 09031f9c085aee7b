// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CallLimitTest {
  private final Realm realm = new Realm(Bounds.calls(2, Duration.ofSeconds(30)));
  private final Wire ana = realm.peer("ana");
  private final Wire bob = realm.peer("bob");
  private final Wire eva = realm.peer("eva");
  private final Wire tab = realm.peer("tab");

  @Test
  void aBellThatNobodyAnswersFallsSilent() {
    ana.rings("bob");
    bob.hears();
    realm.passes(Duration.ofSeconds(29));
    assertThat(ana.hears()).isEmpty();
    realm.passes(Duration.ofSeconds(1));
    assertThat(ana.hears()).containsExactly("call 1 ended, no answer");
    assertThat(bob.hears()).containsExactly("call 1 ended, no answer");
    assertThat(bob.accepts(1, "")).startsWith("CALL_UNKNOWN");
  }

  @Test
  void everyBellFallsSilentInItsTime() {
    ana.rings("bob");
    realm.passes(Duration.ofSeconds(10));
    eva.rings("tab");
    realm.passes(Duration.ofSeconds(20));
    assertThat(ana.hears()).containsExactly("call 1 ended, no answer");
    assertThat(eva.hears()).isEmpty();
    realm.passes(Duration.ofSeconds(10));
    assertThat(eva.hears()).containsExactly("call 2 ended, no answer");
  }

  @Test
  void bellsOfOneMomentFallSilentTogether() {
    ana.rings("bob");
    ana.rings("eva");
    tab.hears();
    realm.passes(Duration.ofSeconds(30));
    assertThat(ana.hears()).containsExactly("call 1 ended, no answer", "call 2 ended, no answer");
    assertThat(tab.rings("ana")).isEqualTo("call 3 begins");
  }

  @Test
  void aBellThatStoppedEarlierDisturbsNoOther() {
    ana.rings("bob");
    ana.rings("eva");
    bob.rings("tab");
    eva.hears();
    eva.declines(2);
    realm.passes(Duration.ofSeconds(31));
    assertThat(ana.hears()).containsExactly("call 2 ended, declined", "call 1 ended, no answer");
  }

  @Test
  void nothingIsKeptOfACallThatIsOver() {
    ana.rings("bob");
    int before = realm.hub.residue();
    for (int i = 0; i < 100; i++) {
      eva.rings("tab", "much to keep");
      eva.cancels(i + 2);
    }
    assertThat(realm.hub.residue()).isEqualTo(before);
  }

  @Test
  void onlySoManyAreRungAtOnce() {
    ana.rings("bob");
    ana.rings("eva");
    assertThat(ana.rings("tab"))
        .isEqualTo("TOO_MANY_CALLS to: tab (expected: at most 2 calls at once)");
    assertThat(tab.hears()).isEmpty();
    ana.cancels(1);
    assertThat(ana.rings("tab")).isEqualTo("call 3 begins");
  }

  @Test
  void beingRungDoesNotCountAsRinging() {
    tab.rings("ana");
    ana.rings("bob");
    assertThat(ana.rings("eva")).isEqualTo("call 3 begins");
  }

  @Test
  void whoIsNotAvailableIsNamedFirst() {
    ana.rings("bob");
    ana.rings("eva");
    tab.becomes(Status.AWAY);
    assertThat(ana.rings("tab")).startsWith("AWAY to: tab");
  }

  @Test
  void meetingTakesNoPlace() {
    ana.rings("bob");
    ana.rings("eva");
    tab.rings("ana");
    assertThat(tab.all()).last().asString().startsWith("BUSY");
    assertThat(bob.rings("ana")).isEqualTo("call 1 met: ");
  }
}
