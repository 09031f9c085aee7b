// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.net.URL;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// People in the app and people on a page of tutorial 003 call each other by name.
final class AcrossIT {

  @RegisterExtension static final Stage stage = Stage.with();

  private static Site elsewhere;

  @BeforeAll
  static void openTheOtherSite() throws Exception {
    URL page = AcrossIT.class.getResource("login.html");
    elsewhere = new Site(Path.of(page.toURI()).getParent());
  }

  @AfterAll
  static void closeTheOtherSite() {
    elsewhere.close();
  }

  @Test
  void theAppRingsATutorialPageAndBothSeeAndHearEachOther() {
    LoginPage eve = onTheTutorialPage("Eve");
    Person ana = stage.onTheBoard("Ana");

    ana.home().rings(eve.person());
    ana.sees(eve.person());
    ana.hears(eve.person());
    eve.sees();
    eve.hears();
    ana.call().hasPeople(2);
    new Gallery().pairs("call-direct", ana);

    ana.call().leaves();
    eve.isLeft();
    new Gallery().pairs("ended-direct", ana);
  }

  @Test
  void aTutorialPageCallsTheAppAndBothSeeAndHearEachOther() {
    LoginPage eve = onTheTutorialPage("Eve");
    Person ana = stage.onTheBoard("Ana");

    eve.calls(ana);
    ana.home().isRungBy(eve.person());
    ana.home().answers();
    ana.sees(eve.person());
    ana.hears(eve.person());
    eve.sees();
    eve.hears();

    eve.hangsUp();
    assertThat(ana.page().getByTestId("ended")).containsText("The call has ended");
  }

  @RepeatedTest(3)
  void twoWhoCallEachOtherAtTheSameMomentMeet() {
    LoginPage eve = onTheTutorialPage("Eve");
    Person ana = stage.onTheBoard("Ana");

    long moment = System.currentTimeMillis() + 500;
    ana.home().ringsAt(moment, eve.person());
    eve.callsAt(moment, ana);
    ana.sees(eve.person());
    eve.sees();
  }

  @Test
  void aTutorialPageIsDeclined() {
    LoginPage eve = onTheTutorialPage("Eve");
    Person ana = stage.onTheBoard("Ana");

    eve.calls(ana);
    ana.home().isRungBy(eve.person());
    ana.home().declines();
    eve.isLeft();
    ana.home().isQuiet();
  }

  @Test
  void aTutorialPageGivesUp() {
    LoginPage eve = onTheTutorialPage("Eve");
    Person ana = stage.onTheBoard("Ana");

    eve.calls(ana);
    ana.home().isRungBy(eve.person());
    eve.hangsUp();
    ana.home().isToldThat("Missed call from " + eve.person().name());
    ana.home().isQuiet();
  }

  @Test
  void whoIsInACallIsNotRung() {
    LoginPage eve = onTheTutorialPage("Eve");
    LoginPage zoe = onTheTutorialPage("Zoe");
    Person ana = stage.onTheBoard("Ana");
    Person bob = stage.onTheBoard("Bob");
    ana.home().rings(eve.person());
    ana.sees(eve.person());
    bob.home().waitsFor(ana, "in-call");

    zoe.calls(ana);
    zoe.isLeft();
    bob.home().ringsByName(eve.person().handle());
    bob.home().isToldThat("is in another call");
    ana.sees(eve.person());
    eve.sees();
  }

  @Test
  void whoTakesNoCallsIsNotRung() {
    LoginPage eve = onTheTutorialPage("Eve");
    Person ana = stage.onTheBoard("Ana");

    ana.home().takesCalls(false);
    eve.calls(ana);
    eve.isLeft();
    ana.home().isQuiet();
  }

  @Test
  void camerasAndScreensChangeWithoutAnotherOffer() {
    LoginPage eve = onTheTutorialPage("Eve");
    stage.onTheBoard("Bob"); // has the tab that is shared
    Person ana = stage.onTheBoard("Ana");
    ana.home().rings(eve.person());
    ana.sees(eve.person());
    CallPage call = ana.call();

    call.switchesCamera(false);
    eve.sees();
    call.get("share").click();
    assertThat(call.get("stop-share")).isVisible();
    eve.sees();
    call.switchesCamera(true);
    call.get("stop-share").click();
    eve.sees();
    eve.hears();
    eve.hasNegotiatedOnce();
  }

  @Test
  void onlyWhatWorksWithoutARoomIsOffered() {
    LoginPage eve = onTheTutorialPage("Eve");
    Person ana = stage.onTheBoard("Ana");
    ana.home().rings(eve.person());
    CallPage call = ana.call();
    ana.sees(eve.person());

    for (String hook : new String[] {"chat", "people", "hand", "react"}) {
      assertThat(call.get(hook)).hasCount(0);
    }
    assertThat(call.get("room-name")).hasText(eve.person().name());
    assertThat(call.get("direct")).isVisible();
    ana.page().keyboard().press("c");
    assertThat(call.get("chat-panel")).hasCount(0);
    call.opensMenu();
    assertThat(call.get("more-copy")).hasCount(0);
    assertThat(call.get("more-settings")).isVisible();
  }

  @Test
  void aReloadEndsTheCallAndAnotherMayFollow() {
    LoginPage eve = onTheTutorialPage("Eve");
    Person ana = stage.onTheBoard("Ana");
    ana.home().rings(eve.person());
    ana.sees(eve.person());

    ana.page().reload();
    eve.isLeft();
    eve.reloads();
    ana.home().rings(eve.person());
    ana.sees(eve.person());

    eve.hangsUp();
    eve.reloads();
    ana.page().getByTestId("call-again").click();
    ana.sees(eve.person());
    eve.sees();
  }

  @Test
  void aStepBackHangsUp() {
    LoginPage eve = onTheTutorialPage("Eve");
    Person ana = stage.onTheBoard("Ana");
    ana.home().rings(eve.person());
    ana.sees(eve.person());

    ana.page().goBack();
    eve.isLeft();
    ana.home().waitsFor(eve.person(), "available");
  }

  @Test
  void whoClosesTheTutorialPageIsGone() {
    LoginPage eve = onTheTutorialPage("Eve");
    Person ana = stage.onTheBoard("Ana");
    eve.calls(ana);
    ana.home().answers();
    ana.sees(eve.person());

    eve.person().page().close();
    assertThat(ana.page().getByTestId("ended")).isVisible();
  }

  private static LoginPage onTheTutorialPage(String name) {
    Person person = stage.guestOf(elsewhere.url(), name);
    return LoginPage.of(person, elsewhere.url() + "login.html", stage.server());
  }
}
