// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// People on the board ring each other.
final class RingIT {

  @RegisterExtension static final Stage stage = Stage.with("--limits.ring=3s");

  /// Keeps what is captured of screens.
  private static final String KEEP_SCREENS =
      """
      const share = navigator.mediaDevices.getDisplayMedia.bind(navigator.mediaDevices);
      globalThis.screens = [];
      navigator.mediaDevices.getDisplayMedia = async wish => {
        const stream = await share(wish);
        screens.push(...stream.getTracks());
        return stream;
      };
      """;

  @Test
  void whoAnswersIsInTheCallAtOnce() {
    Person ana = stage.onTheBoard("Ana");
    Person bob = stage.onTheBoard("Bob");

    ana.home().rings(bob);
    ana.home().isRinging(bob);
    bob.home().isRungBy(ana);
    bob.page().keyboard().press("Tab");
    bob.page().keyboard().press("Tab");
    assertThat(bob.home().get("answer")).isFocused();
    bob.page().keyboard().press("Enter");

    ana.sees(bob);
    bob.sees(ana);
    bob.hears(ana);
    assertThat(ana.call().room()).isEqualTo(bob.call().room());
  }

  /// By Escape; an Enter that was meant for what was there before answers nothing.
  @Test
  void aCallIsDeclined() {
    Person ana = stage.onTheBoard("Ana");
    Person bob = stage.onTheBoard("Bob");

    ana.home().rings(bob);
    bob.home().isRungBy(ana);
    bob.page().keyboard().press("Enter");
    bob.home().isRungBy(ana);
    ana.home().isRinging(bob);
    bob.page().keyboard().press("Escape");

    ana.home().isToldThat("can't talk right now");
    ana.home().isQuiet();
    bob.home().isQuiet();
  }

  @Test
  void aCallIsCancelled() {
    Person ana = stage.onTheBoard("Ana");
    Person bob = stage.onTheBoard("Bob");

    ring(ana, bob);
    ana.home().hangsUp();

    bob.home().isToldThat("Missed call from");
    bob.home().isQuiet();
    ana.home().isQuiet();
  }

  @Test
  void aBellThatNobodyHearsStops() {
    Person ana = stage.onTheBoard("Ana");
    Person bob = stage.onTheBoard("Bob");

    ring(ana, bob);

    ana.home().isToldThat("did not answer");
    ana.home().isQuiet();
    bob.home().isQuiet();
  }

  @Test
  void whoIsInACallHearsOfAnotherAndMayDecline() {
    Person ana = stage.onTheBoard("Ana");
    Person bob = stage.onTheBoard("Bob");
    Person eva = stage.onTheBoard("Eva");
    talk(ana, bob);

    ringInCall(eva, bob);
    bob.call().get("decline").click();

    eva.home().isToldThat("is in another call");
    eva.home().isQuiet();
    assertThat(bob.call().get("incoming")).isHidden();
    ana.sees(bob);
  }

  @Test
  void aCallerIsBroughtIntoTheRoom() {
    Person ana = stage.onTheBoard("Ana");
    Person bob = stage.onTheBoard("Bob");
    Person eva = stage.onTheBoard("Eva");
    talk(ana, bob);

    ringInCall(eva, bob);
    bob.call().get("bring").click();

    ana.call().hasPeople(3);
    ana.sees(eva);
    bob.sees(eva);
    eva.sees(ana);
    assertThat(eva.call().room()).isEqualTo(ana.call().room());
  }

  @Test
  void oneCallIsLeftForAnother() {
    Person ana = stage.onTheBoard("Ana");
    Person bob = stage.person("Bob");
    bob.page().addInitScript(KEEP_SCREENS);
    bob.comesHome().claimsHandle();
    Person eva = stage.onTheBoard("Eva");
    talk(ana, bob);
    bob.call().get("share").click();
    ana.call().screen(bob).moves();

    ringInCall(eva, bob);
    bob.call().get("switch").click();

    eva.sees(bob);
    bob.sees(eva);
    bob.call().hasPeople(2);
    bob.call().isSharing(false); // that was for the other call
    assertThat(bob.page().evaluate("screens.map(track => track.readyState)"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .isNotEmpty()
        .containsOnly("ended");
    ana.call().isAlone();
  }

  /// What a call wants of the devices is no choice of ours for the next one.
  @Test
  void whoAnswersWithoutVideoHasItInTheNextCall() {
    Person ana = stage.onTheBoard("Ana");
    Person bob = stage.onTheBoard("Bob");
    ring(ana, bob);
    bob.home().get("answer-audio").click();
    bob.sees(ana);
    ana.call().tile(bob).showsAvatar(true);
    bob.call().leaves();

    bob.page().getByTestId("back-home").first().click();
    assertThat(bob.home().startsRoom().get("camera")).hasAttribute("data-live", "true");
    bob.page().reload();
    assertThat(bob.prejoin().get("camera")).hasAttribute("data-live", "true");
  }

  /// On the page before a room the camera runs already.
  @Test
  void whoAnswersWithoutVideoIsNotSeen() {
    Person ana = stage.onTheBoard("Ana");
    Person bob = stage.onTheBoard("Bob");
    assertThat(bob.home().startsRoom().get("camera")).hasAttribute("data-live", "true");
    ana.home().rings(bob);
    assertThat(bob.page().getByTestId("incoming")).isVisible();
    bob.page().getByTestId("answer-audio").click();

    bob.sees(ana);
    ana.hears(bob);
    ana.call().tile(bob).showsAvatar(true);
    assertThat(bob.page().evaluate("watched.sent('video').length")).isEqualTo(0);
  }

  @Test
  void somebodyOnTheBoardIsRungIntoTheRoom() {
    Person bob = stage.onTheBoard("Bob");
    Person ana = stage.onTheBoard("Ana");
    ana.home().waitsFor(bob, "available");
    ana.home().startsRoom().joins().isAlone();

    ana.call().get("ring-someone").click();
    ana.call().get("ring-" + bob.handle()).click();
    bob.home().isRungBy(ana);
    bob.home().answers();

    ana.sees(bob);
    bob.sees(ana);
    assertThat(bob.call().room()).isEqualTo(ana.call().room());
  }

  @Test
  void missedCallsAreListedAndCanBeCalledBack() {
    Person ana = stage.onTheBoard("Ana");
    Person bob = stage.onTheBoard("Bob");
    ring(ana, bob);
    ana.home().hangsUp();

    Locator missed = bob.page().getByTestId("missed").locator("li");
    assertThat(missed).hasCount(1);
    assertThat(missed).containsText(ana.name());
    bob.page().reload();
    bob.home().waitsFor(ana, "available");
    assertThat(missed).hasCount(1);

    bob.page().getByTestId("call-back").click();
    ana.home().isRungBy(bob);
    assertThat(missed).hasCount(0);
    ana.home().answers();
    bob.sees(ana);
  }

  @Test
  void allTabsRingAndAreQuietOnceOneAnswers() {
    Person ana = stage.onTheBoard("Ana");
    Person bob = stage.onTheBoard("Bob");
    Person beside = inASecondTab(bob, ana);

    ana.home().rings(bob);
    beside.home().isRungBy(ana);
    bob.home().isRungBy(ana);
    bob.home().answers();

    ana.sees(bob);
    bob.sees(ana);
    beside.home().isQuiet();
    ana.call().hasPeople(2);
  }

  @Test
  void decliningInOneTabQuietsTheOther() {
    Person ana = stage.onTheBoard("Ana");
    Person bob = stage.onTheBoard("Bob");
    Person beside = inASecondTab(bob, ana);

    ring(ana, bob);
    bob.home().declines();

    ana.home().isToldThat("can't talk right now");
    bob.home().isQuiet();
    beside.home().isQuiet();
  }

  @Test
  void whoTakesNoCallsIsNotRung() {
    Person ana = stage.onTheBoard("Ana");
    Person bob = stage.onTheBoard("Bob");

    bob.home().takesCalls(false);
    ana.home().waitsFor(bob, "away");
    ana.home().ringsByName(bob.handle());
    ana.home().isToldThat("does not take calls now");

    bob.home().takesCalls(true);
    ana.home().waitsFor(bob, "available");
  }

  @Test
  void nobodyIsThereToBeRung() {
    Person ana = stage.onTheBoard("Ana");

    ana.home().ringsByName("nobody-at-all");
    ana.home().isToldThat("Nobody called “nobody-at-all” is online");
    ana.home().isQuiet();
  }

  @RepeatedTest(3)
  void twoWhoRingEachOtherAtTheSameMomentMeet() {
    Person ana = stage.onTheBoard("Ana");
    Person bob = stage.onTheBoard("Bob");

    long moment = System.currentTimeMillis() + 500;
    ana.home().ringsAt(moment, bob);
    bob.home().ringsAt(moment, ana);

    ana.sees(bob);
    bob.sees(ana);
    assertThat(ana.call().room()).isEqualTo(bob.call().room());
    ana.call().hasPeople(2);
    assertThat(ana.page().locator("dialog")).hasCount(0);
    assertThat(bob.page().locator("dialog")).hasCount(0);
  }

  @Test
  void aCallerWhoClosesTheTabStopsTheBell() {
    Person ana = stage.onTheBoard("Ana");
    Person bob = stage.onTheBoard("Bob");

    ring(ana, bob);
    ana.page().close();

    bob.home().isQuiet();
  }

  /// Beside the tab that holds the handle, with the other on the board.
  private static Person inASecondTab(Person same, Person other) {
    Person beside = same.inASecondTab();
    beside.comesHome().waitsFor(other, "available").hasHandle();
    return beside;
  }

  private static void ring(Person from, Person to) {
    from.home().rings(to);
    to.home().isRungBy(from);
  }

  /// Somebody who is in a call.
  private static void ringInCall(Person from, Person to) {
    from.home().waitsFor(to, "in-call");
    from.home().ringsByName(to.handle());
    to.call().isRungBy(from);
  }

  private static void talk(Person ana, Person bob) {
    ring(ana, bob);
    bob.home().answers();
    ana.sees(bob);
  }
}
