// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CallTest {
  private static final String UNKNOWN =
      "CALL_UNKNOWN call: %s (expected: a call that rings and is yours)";

  private final Realm realm = new Realm();
  private final Wire ana = realm.peer("ana");
  private final Wire bob = realm.peer("bob");
  private final Wire eva = realm.peer("eva");

  @BeforeEach
  void bobHasAHandle() {
    bob.claims("bobby");
  }

  @Test
  void theCalleeHearsWhoRings() {
    ana.claims("anna");
    ana.describesItself("Ana");
    assertThat(ana.rings("bob", "come")).isEqualTo("call 1 begins");
    assertThat(bob.hears()).containsExactly("call 1 from ana=anna(Ana): come");
  }

  @Test
  void aPersonIsRungByHandleToo() {
    assertThat(ana.rings("bobby")).isEqualTo("call 1 begins");
    assertThat(bob.hears()).containsExactly("call 1 from ana: ");
  }

  @Test
  void theCallerHearsTheBell() {
    ana.rings("bob");
    assertThat(bob.letsRing(1)).isEqualTo("ok");
    assertThat(ana.hears()).containsExactly("call 1 rings");
  }

  @Test
  void afterAcceptedTheCallIsOver() {
    ana.rings("bob");
    bob.hears();
    assertThat(bob.accepts(1, "gladly")).isEqualTo("ok");
    assertThat(ana.hears()).containsExactly("call 1 accepted: gladly");
    assertThat(bob.hears()).isEmpty();
    assertThatTheCallIsForgotten();
  }

  @Test
  void theCalleeMayDecline() {
    ana.rings("bob");
    bob.hears();
    assertThat(bob.declines(1)).isEqualTo("ok");
    assertThat(ana.hears()).containsExactly("call 1 ended, declined");
    assertThat(bob.hears()).isEmpty();
    assertThatTheCallIsForgotten();
  }

  @Test
  void theCalleeMaySayThatItIsBusy() {
    ana.rings("bob");
    bob.declinesAsBusy(1);
    assertThat(ana.hears()).containsExactly("call 1 ended, busy");
    assertThatTheCallIsForgotten();
  }

  @Test
  void theCallerMayGiveUp() {
    ana.rings("bob");
    bob.hears();
    assertThat(ana.cancels(1)).isEqualTo("ok");
    assertThat(bob.hears()).containsExactly("call 1 ended, cancelled");
    assertThat(ana.hears()).isEmpty();
    assertThatTheCallIsForgotten();
  }

  @Test
  void theCallEndsWhenTheCallerIsGone() {
    ana.rings("bob");
    bob.hears();
    ana.ends();
    assertThat(bob.hears()).containsExactly("call 1 ended, gone");
    assertThatTheCallIsForgotten();
  }

  @Test
  void theCallEndsWhenTheCalleeIsGone() {
    ana.rings("bob");
    bob.ends();
    assertThat(ana.hears()).containsExactly("call 1 ended, gone");
    assertThatTheCallIsForgotten();
  }

  @Test
  void theCallerAnswersForNobodyElse() {
    ana.rings("bob");
    String refusal = UNKNOWN.formatted(realm.call(1));
    assertThat(ana.letsRing(1)).isEqualTo(refusal);
    assertThat(ana.accepts(1, "")).isEqualTo(refusal);
    assertThat(ana.declines(1)).isEqualTo(refusal);
  }

  @Test
  void theCalleeDoesNotCancel() {
    ana.rings("bob");
    assertThat(bob.cancels(1)).isEqualTo(UNKNOWN.formatted(realm.call(1)));
    assertThat(bob.accepts(1, "")).isEqualTo("ok");
  }

  @Test
  void aStrangerHasNoPartInIt() {
    ana.rings("bob");
    bob.hears();
    String refusal = UNKNOWN.formatted(realm.call(1));
    assertThat(eva.letsRing(1)).isEqualTo(refusal);
    assertThat(eva.accepts(1, "")).isEqualTo(refusal);
    assertThat(eva.declines(1)).isEqualTo(refusal);
    assertThat(eva.cancels(1)).isEqualTo(refusal);
    assertThat(ana.hears()).isEmpty();
    assertThat(bob.hears()).isEmpty();
  }

  @Test
  void whoIsInACallMayBeRungAllTheSame() {
    bob.becomes(Status.IN_CALL);
    assertThat(ana.rings("bobby")).isEqualTo("call 1 begins");
    assertThat(bob.hears()).containsExactly("call 1 from ana: ");
  }

  @Test
  void nobodyIsRungWhoIsNotHere() {
    assertThat(ana.rings("zoe"))
        .isEqualTo("PEER_UNKNOWN to: zoe (expected: the id or handle of somebody here)");
  }

  @Test
  void nobodyIsRungWhoWantsPeace() {
    bob.becomes(Status.BUSY);
    assertThat(ana.rings("bobby"))
        .isEqualTo("BUSY to: bobby (expected: somebody who is available)");
    bob.becomes(Status.AWAY);
    assertThat(ana.rings("bob")).isEqualTo("AWAY to: bob (expected: somebody who is available)");
    assertThat(bob.hears()).isEmpty();
    bob.becomes(Status.AVAILABLE);
    assertThat(ana.rings("bob")).isEqualTo("call 1 begins");
  }

  @Test
  void nobodyIsRungWhileRinging() {
    ana.rings("bob");
    assertThat(eva.rings("ana")).isEqualTo("BUSY to: ana (expected: somebody who is available)");
    assertThat(eva.rings("bob")).isEqualTo("BUSY to: bob (expected: somebody who is available)");
    assertThat(ana.rings("bob")).startsWith("BUSY to: bob");
    ana.cancels(1);
    assertThat(eva.rings("bob")).isEqualTo("call 2 begins");
  }

  @Test
  void nobodyRingsItself() {
    bob.rings("bobby");
    assertThat(bob.rings("bob")).isEqualTo("BUSY to: bob (expected: somebody who is available)");
    assertThat(bob.hears()).isEmpty();
  }

  @Test
  void twoWhoRingEachOtherMeetInTheFirstCall() {
    ana.rings("bob", "room of ana");
    assertThat(bob.rings("ana", "room of bob")).isEqualTo("call 1 met: room of ana");
    assertThat(ana.hears()).containsExactly("call 1 accepted: room of bob");
    assertThat(bob.hears()).containsExactly("call 1 from ana: room of ana");
    assertThatTheCallIsForgotten();
  }

  @Test
  void twoWhoRingEachOtherMeetWhateverTheirStatus() {
    ana.becomes(Status.AWAY);
    ana.rings("bob");
    assertThat(bob.rings("ana")).isEqualTo("call 1 met: ");
    bob.becomes(Status.BUSY);
    bob.rings("eva");
    assertThat(eva.rings("bobby")).isEqualTo("call 2 met: ");
  }

  @Test
  void aThirdWhoIsRungMeetsItsOwnCallerOnly() {
    ana.rings("bob");
    ana.rings("eva");
    assertThat(eva.rings("bob")).startsWith("BUSY");
    assertThat(eva.rings("ana")).isEqualTo("call 2 met: ");
    assertThat(bob.rings("ana")).isEqualTo("call 1 met: ");
    assertThatTheCallIsForgotten();
  }

  @Test
  void aCallWaitsForWhoComesBack() {
    bob.breaks();
    assertThat(ana.rings("bob", "hurry")).isEqualTo("call 1 begins");
    bob.comesBack();
    assertThat(bob.hears()).containsExactly("call 1 from ana: hurry");
    assertThat(bob.accepts(1, "")).isEqualTo("ok");
  }

  private void assertThatTheCallIsForgotten() {
    String refusal = UNKNOWN.formatted(realm.call(1));
    assertThat(ana.peer().ended() ? refusal : ana.cancels(1)).isEqualTo(refusal);
    assertThat(bob.peer().ended() ? refusal : bob.accepts(1, "")).isEqualTo(refusal);
    for (Wire wire : new Wire[] {ana, bob, eva}) {
      wire.ends();
    }
    assertThat(realm.hub.residue()).isZero();
  }
}
