// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// PeerJS as it is published: pages on another site find each other, and people in the app.
final class PeerJsIT {

  @RegisterExtension static final Stage stage = Stage.with();

  private static Packages elsewhere;

  @BeforeAll
  static void openTheOtherSite() throws Exception {
    elsewhere = Packages.serve("peerjs.html", Packages.PEERJS);
  }

  @AfterAll
  static void closeTheOtherSite() {
    if (elsewhere != null) {
      elsewhere.close();
    }
  }

  @Test
  void twoPagesTalkOverADataConnection() {
    PeerJsPage eve = open("Eve");
    PeerJsPage zoe = open("Zoe");

    eve.connectsTo(zoe.id());
    zoe.isTold("talks to " + eve.id());
    eve.isTold("talks to " + zoe.id());
    eve.says("¿Qué tal?");
    zoe.isTold(eve.id() + ": ¿Qué tal?");
    zoe.says("好");
    eve.isTold(zoe.id() + ": 好");
  }

  @Test
  void twoPagesSeeAndHearEachOther() {
    PeerJsPage eve = open("Eve");
    PeerJsPage zoe = open("Zoe");

    eve.calls(zoe.id());
    zoe.isTold("called by " + eve.id());
    eve.sees();
    zoe.sees();
    eve.hears();
    zoe.hears();
    zoe.hangsUp();
    eve.isTold(zoe.id() + " hung up");
  }

  @Test
  void aPageWithoutAnIdIsGivenOne() {
    PeerJsPage eve =
        PeerJsPage.withoutId(
            stage.guestOf(elsewhere.url(), "Eve"), elsewhere.url(), stage.server());
    PeerJsPage zoe = open("Zoe");

    zoe.connectsTo(eve.id());
    eve.isTold("talks to " + zoe.id());
  }

  @Test
  void whoIsNotThereIsUnavailable() {
    PeerJsPage eve = open("Eve");

    eve.calls("nobody-of-that-name");
    eve.isTold("error: peer-unavailable");
  }

  @Test
  void anIdIsTakenOnce() {
    PeerJsPage eve = open("Eve");
    Person twin = stage.guestOf(elsewhere.url(), "Twin");
    PeerJsPage other = PeerJsPage.withId(twin, eve.id(), elsewhere.url(), stage.server());

    other.isTold("error: unavailable-id");
    PeerJsPage zoe = open("Zoe");
    eve.connectsTo(zoe.id());
    eve.isTold("talks to " + zoe.id());
  }

  @Test
  void aPageReconnectsUnderItsId() {
    PeerJsPage eve = open("Eve");
    PeerJsPage zoe = open("Zoe");

    eve.losesItsSocketAndReconnects();
    zoe.connectsTo(eve.id());
    eve.isTold("talks to " + zoe.id());
  }

  @Test
  void theAppRingsAPageAndBothSeeAndHearEachOther() {
    PeerJsPage eve = open("Eve");
    Person ana = stage.onTheBoard("Ana");

    ana.home().ringsByName(eve.id());
    ana.sees(eve.person());
    ana.hears(eve.person());
    eve.isTold("called by " + ana.handle());
    eve.sees();
    eve.hears();

    ana.call().leaves();
    eve.isTold(ana.handle() + " hung up");
  }

  @Test
  void aPageCallsTheAppAndBothSeeAndHearEachOther() {
    PeerJsPage eve = open("Eve");
    Person ana = stage.onTheBoard("Ana");

    eve.calls(ana.handle());
    ana.home().isRungBy(eve.person());
    ana.home().answers();
    ana.sees(eve.person());
    ana.hears(eve.person());
    eve.sees();
    eve.hears();

    eve.person().page().close();
    assertThat(ana.page().getByTestId("ended")).isVisible();
  }

  @Test
  void aPageIsDeclined() {
    PeerJsPage eve = open("Eve");
    Person ana = stage.onTheBoard("Ana");

    eve.calls(ana.handle());
    ana.home().isRungBy(eve.person());
    ana.home().declines();
    eve.isLeft();
    ana.home().isQuiet();
  }

  @Test
  void theAppTakesNoDataConnections() {
    PeerJsPage eve = open("Eve");
    Person ana = stage.onTheBoard("Ana");

    eve.connectsTo(ana.handle());
    eve.isTold("error: peer-unavailable");
    ana.home().isQuiet();
  }

  private static PeerJsPage open(String name) {
    Person person = stage.guestOf(elsewhere.url(), name);
    return PeerJsPage.of(person, elsewhere.url(), stage.server());
  }
}
