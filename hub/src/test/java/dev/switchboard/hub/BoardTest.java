// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BoardTest {
  private final Realm realm = new Realm(Bounds.peers(100, 2, Duration.ofSeconds(30)));
  private final Wire eye = realm.peer("eye");
  private final Wire one = realm.peer("one");
  private final Wire two = realm.peer("two");
  private final Wire six = realm.peer("six");

  @Test
  void theWatcherLearnsWhoHasAHandle() {
    one.claims("ana");
    two.claims("bob");
    two.becomes(Status.AWAY);
    two.describesItself("asleep");
    assertThat(eye.watches()).isEqualTo("online: ana=one bob=two(asleep) away");
  }

  @Test
  void theWatcherHearsOfEveryChange() {
    assertThat(eye.watches()).isEqualTo("online:");
    one.claims("ana");
    one.becomes(Status.BUSY);
    one.describesItself("calling");
    one.becomes(Status.AVAILABLE);
    one.releases();
    assertThat(eye.hears())
        .containsExactly(
            "online ana=one",
            "changed ana=one busy",
            "changed ana=one(calling) busy",
            "changed ana=one(calling)",
            "offline ana");
  }

  @Test
  void theWatcherHearsOfOthersBeforeTheyGetTheirAnswer() {
    one.watches();
    one.claims("ana");
    one.becomes(Status.AWAY);
    one.releases();
    assertThat(one.all())
        .containsExactly(
            "online:",
            "online ana=one",
            "is ana",
            "changed ana=one away",
            "ok",
            "offline ana",
            "ok");
  }

  @Test
  void changesOfThoseWithoutAHandleAreNobodysBusiness() {
    eye.watches();
    one.becomes(Status.AWAY);
    one.describesItself("secret");
    assertThat(eye.hears()).isEmpty();
  }

  @Test
  void whatChangedBeforeTheClaimIsShownWithIt() {
    eye.watches();
    one.becomes(Status.AWAY);
    one.claims("ana");
    assertThat(eye.hears()).containsExactly("online ana=one away");
  }

  @Test
  void anotherHandleIsOneWhoWentAndOneWhoCame() {
    eye.watches();
    one.claims("ana");
    one.claims("anna");
    assertThat(eye.hears()).containsExactly("online ana=one", "offline ana", "online anna=one");
  }

  @Test
  void aHandleThatMovesIsAChange() {
    one.claims("ana");
    one.becomes(Status.AWAY);
    eye.watches();
    two.reclaims("ana", "one");
    assertThat(eye.hears()).containsExactly("changed ana=two");
    one.becomes(Status.BUSY);
    assertThat(eye.hears()).isEmpty();
    assertThat(eye.watches()).isEqualTo("online: ana=two");
  }

  @Test
  void whoEndsIsOffline() {
    one.claims("ana");
    eye.watches();
    one.ends();
    assertThat(eye.hears()).containsExactly("offline ana");
  }

  @Test
  void whoBreaksStaysOnlineUntilGraceIsOver() {
    one.claims("ana");
    eye.watches();
    one.breaks();
    assertThat(eye.hears()).isEmpty();
    realm.passes(Duration.ofSeconds(30));
    assertThat(eye.hears()).containsExactly("offline ana");
  }

  @Test
  void whoUnwatchesHearsNothingMore() {
    eye.watches();
    assertThat(eye.unwatches()).isEqualTo("ok");
    assertThat(eye.unwatches()).isEqualTo("ok");
    one.claims("ana");
    assertThat(eye.hears()).isEmpty();
  }

  @Test
  void watchingTwiceTellsOnce() {
    eye.watches();
    eye.watches();
    one.claims("ana");
    assertThat(eye.hears()).containsExactly("online ana=one");
  }

  @Test
  void onlySoManyAreListedAndTheOthersCanStillBeReached() {
    eye.watches();
    one.claims("a");
    two.claims("b");
    assertThat(six.claims("c")).isEqualTo("is c");
    six.becomes(Status.AWAY);
    assertThat(eye.hears()).containsExactly("online a=one", "online b=two");
    assertThat(eye.sends("c", "hi")).isEqualTo("ok");
    assertThat(eye.watches()).isEqualTo("online: a=one b=two");
  }

  @Test
  void whoWasNotListedGoesUnnoticed() {
    one.claims("a");
    two.claims("b");
    six.claims("c");
    eye.watches();
    six.releases();
    assertThat(eye.hears()).isEmpty();
  }

  @Test
  void whoWasNotListedIsListedWhenItClaimsAgainAndThereIsRoom() {
    one.claims("a");
    two.claims("b");
    six.claims("c");
    one.releases();
    six.claims("c");
    assertThat(eye.watches()).isEqualTo("online: b=two c=six");
  }

  @Test
  void anotherHandleKeepsThePlaceOnAFullBoard() {
    one.claims("a");
    two.claims("b");
    one.claims("c");
    assertThat(eye.watches()).isEqualTo("online: b=two c=one");
  }

  @Test
  void whoTakesOverAnUnlistedHandleKeepsItsPlace() {
    one.claims("a");
    two.claims("b");
    six.claims("c");
    eye.watches();
    one.reclaims("c", "six");
    assertThat(eye.hears()).containsExactly("offline a", "online c=one");
  }

  @Test
  void onlySoManyMayWatch() {
    eye.watches();
    one.watches();
    assertThat(two.watches()).isEqualTo("SERVER_FULL watch (expected: at most 2 watchers)");
    assertThat(one.watches()).isEqualTo("online:");
    one.unwatches();
    assertThat(two.watches()).isEqualTo("online:");
    two.ends();
    assertThat(one.watches()).isEqualTo("online:");
  }
}
