// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HandleTest {
  private static final String TAKEN =
      "HANDLE_TAKEN handle: bob (expected: one that nobody else has)";

  private final Realm realm = new Realm();
  private final Wire one = realm.peer("one");
  private final Wire two = realm.peer("two");
  private final Wire ana = realm.peer("ana");

  @Test
  void aHandleBelongsToWhoClaimedItFirst() {
    assertThat(one.claims("bob")).isEqualTo("is bob");
    assertThat(two.claims("bob")).isEqualTo(TAKEN);
    assertThat(whoGets("bob")).isEqualTo(one);
  }

  @Test
  void whoWantsNoAnswerGetsNone() {
    realm.hub.submit(one.peer(), new Command.Claim(PeerId.of("bob")), Hub.NO_REQUEST);
    assertThat(one.hears()).isEmpty();
    assertThat(whoGets("bob")).isEqualTo(one);
  }

  @Test
  void claimingOnesHandleAgainChangesNothing() {
    one.watches();
    one.claims("bob");
    one.hears();
    assertThat(one.claims("bob")).isEqualTo("is bob");
    assertThat(one.hears()).isEmpty();
    assertThat(whoGets("bob")).isEqualTo(one);
  }

  @Test
  void anotherHandleGivesUpTheFirst() {
    one.claims("bob");
    assertThat(one.claims("rob")).isEqualTo("is rob");
    assertThat(ana.sends("bob", "hi")).startsWith("PEER_UNKNOWN");
    assertThat(whoGets("rob")).isEqualTo(one);
    assertThat(two.claims("bob")).isEqualTo("is bob");
  }

  @Test
  void aRefusedClaimKeepsTheOldHandle() {
    one.claims("bob");
    two.claims("rob");
    assertThat(two.claims("bob")).isEqualTo(TAKEN);
    assertThat(whoGets("rob")).isEqualTo(two);
  }

  @Test
  void aReleasedHandleIsFree() {
    one.claims("bob");
    assertThat(one.releases()).isEqualTo("ok");
    assertThat(ana.sends("bob", "hi")).startsWith("PEER_UNKNOWN");
    assertThat(two.claims("bob")).isEqualTo("is bob");
  }

  @Test
  void releasingNothingIsNoError() {
    assertThat(one.releases()).isEqualTo("ok");
    assertThat(one.releases()).isEqualTo("ok");
  }

  @Test
  void theHandleOfOneWhoEndedIsFree() {
    one.claims("bob");
    one.ends();
    assertThat(two.claims("bob")).isEqualTo("is bob");
  }

  @Test
  void nobodyTakesAnIdForAHandle() {
    assertThat(one.claims("two"))
        .isEqualTo("HANDLE_TAKEN handle: two (expected: one that nobody else has)");
    assertThat(one.reclaims("two", "two")).startsWith("HANDLE_TAKEN");
    assertThat(whoGets("two")).isEqualTo(two);
  }

  /// For dialects whose clients go by one name only.
  @Test
  void whoClaimsTheOwnIdIsListedUnderItAndKeepsItWhatever() {
    ana.watches();
    assertThat(one.claims("one")).isEqualTo("is one");
    assertThat(ana.hears()).singleElement().asString().startsWith("online one");
    one.claims("bob");
    one.releases();
    assertThat(whoGets("one")).isEqualTo(one);
    assertThat(two.claims("one")).startsWith("HANDLE_TAKEN");
  }

  @Test
  void nobodyTakesOverWhatIsTheHoldersId() {
    one.claims("one");
    assertThat(two.reclaims("one", "one")).startsWith("HANDLE_TAKEN");
    assertThat(whoGets("one")).isEqualTo(one);
  }

  @Test
  void nobodyComesUnderAHandle() {
    one.claims("bob");
    assertThat(realm.attach("bob")).isEqualTo(new Attachment.Taken());
    one.releases();
    assertThat(realm.attach("bob")).isInstanceOf(Attachment.Attached.class);
  }

  @Test
  void whoProvesItTakesTheHandleOver() {
    one.claims("bob");
    assertThat(two.reclaims("bob", "one")).isEqualTo("is bob");
    assertThat(one.hears()).containsExactly("lost bob");
    assertThat(whoGets("bob")).isEqualTo(two);
  }

  @Test
  void theHandleMayGoToAndFro() {
    one.claims("bob");
    two.reclaims("bob", "one");
    one.reclaims("bob", "two");
    two.reclaims("bob", "one");
    assertThat(one.all()).containsExactly("is bob", "lost bob", "is bob", "lost bob");
    assertThat(two.all()).containsExactly("is bob", "lost bob", "is bob");
    assertThat(whoGets("bob")).isEqualTo(two);
  }

  @Test
  void theFormerHolderMayClaimAnother() {
    one.claims("bob");
    two.reclaims("bob", "one");
    assertThat(one.claims("rob")).isEqualTo("is rob");
    assertThat(whoGets("bob")).isEqualTo(two);
    assertThat(whoGets("rob")).isEqualTo(one);
  }

  @Test
  void theFormerHolderReleasesNothingOfTheNewOne() {
    one.claims("bob");
    two.reclaims("bob", "one");
    one.releases();
    one.ends();
    assertThat(whoGets("bob")).isEqualTo(two);
  }

  @Test
  void proofOfTheWrongHolderIsRefused() {
    one.claims("bob");
    assertThat(two.reclaims("bob", "ana")).isEqualTo(TAKEN);
    assertThat(two.reclaims("bob", "nobody")).isEqualTo(TAKEN);
    assertThat(one.hears()).isEmpty();
    assertThat(whoGets("bob")).isEqualTo(one);
  }

  @Test
  void proofOfAFormerHolderIsRefused() {
    one.claims("bob");
    one.releases();
    ana.claims("bob");
    assertThat(two.reclaims("bob", "one")).isEqualTo(TAKEN);
  }

  @Test
  void reclaimingAFreeHandleClaimsIt() {
    one.claims("bob");
    one.ends();
    assertThat(two.reclaims("bob", "one")).isEqualTo("is bob");
  }

  @Test
  void reclaimingFromOneselfChangesNothing() {
    one.claims("bob");
    assertThat(one.reclaims("bob", "one")).isEqualTo("is bob");
    assertThat(one.hears()).isEmpty();
  }

  @Test
  void whoTakesAHandleOverGivesUpItsOwn() {
    one.claims("bob");
    two.claims("rob");
    assertThat(two.reclaims("bob", "one")).isEqualTo("is bob");
    assertThat(ana.sends("rob", "hi")).startsWith("PEER_UNKNOWN");
  }

  @Test
  void aSuspendedHolderKeepsItsHandleAndMayLoseIt() {
    one.claims("bob");
    one.breaks();
    assertThat(two.claims("bob")).isEqualTo(TAKEN);
    assertThat(two.reclaims("bob", "one")).isEqualTo("is bob");
    assertThat(one.comesBack()).isTrue();
    assertThat(one.hears()).containsExactly("lost bob");
  }

  /// Whom a signal to this name reaches.
  private Wire whoGets(String name) {
    assertThat(ana.sends(name, "ping")).isEqualTo("ok");
    Wire found = null;
    for (Wire wire : new Wire[] {one, two}) {
      if (wire.hears().contains("from ana: ping")) {
        assertThat(found).isNull();
        found = wire;
      }
    }
    return found;
  }
}
