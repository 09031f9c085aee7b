// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// People on the board ring each other.
final class RingIT {

  @RegisterExtension static final Stage stage = Stage.with("--limits.ring=3s");

  @Test
  void whoAnswersIsInTheCallAtOnce() {
    Person ana = onTheBoard("Ana");
    Person bob = onTheBoard("Bob");

    ana.home().rings(bob);
    ana.home().isRinging(bob);
    bob.home().isRungBy(ana);
    bob.home().answers();

    ana.sees(bob);
    bob.sees(ana);
    bob.hears(ana);
    assertThat(ana.call().room()).isEqualTo(bob.call().room());
  }

  @Test
  void aCallIsDeclined() {
    Person ana = onTheBoard("Ana");
    Person bob = onTheBoard("Bob");

    ana.home().rings(bob);
    bob.home().isRungBy(ana);
    bob.home().declines();

    ana.home().isToldThat("can't talk right now");
    ana.home().isQuiet();
    bob.home().isQuiet();
  }

  @Test
  void aCallIsCancelled() {
    Person ana = onTheBoard("Ana");
    Person bob = onTheBoard("Bob");

    ana.home().rings(bob);
    bob.home().isRungBy(ana);
    ana.home().hangsUp();

    bob.home().isToldThat("Missed call from");
    bob.home().isQuiet();
    ana.home().isQuiet();
  }

  @Test
  void aBellThatNobodyHearsStops() {
    Person ana = onTheBoard("Ana");
    Person bob = onTheBoard("Bob");

    ana.home().rings(bob);
    bob.home().isRungBy(ana);

    ana.home().isToldThat("did not answer");
    ana.home().isQuiet();
    bob.home().isQuiet();
  }

  @Test
  void whoIsInACallIsNotRung() {
    Person ana = onTheBoard("Ana");
    Person bob = onTheBoard("Bob");
    Person eva = onTheBoard("Eva");
    ana.home().rings(bob);
    bob.home().isRungBy(ana);
    bob.home().answers();
    ana.sees(bob);

    eva.home().waitsFor(bob, "busy");
    eva.home().ringsByName(bob.handle());
    eva.home().isToldThat("is in another call");
    eva.home().isQuiet();
  }

  @Test
  void whoTakesNoCallsIsNotRung() {
    Person ana = onTheBoard("Ana");
    Person bob = onTheBoard("Bob");

    bob.home().takesCalls(false);
    ana.home().waitsFor(bob, "away");
    ana.home().ringsByName(bob.handle());
    ana.home().isToldThat("does not take calls now");

    bob.home().takesCalls(true);
    ana.home().waitsFor(bob, "available");
  }

  @Test
  void nobodyIsThereToBeRung() {
    Person ana = onTheBoard("Ana");

    ana.home().ringsByName("nobody-at-all");
    ana.home().isToldThat("Nobody called “nobody-at-all” is online");
    ana.home().isQuiet();
  }

  @RepeatedTest(3)
  void twoWhoRingEachOtherAtTheSameMomentMeet() {
    Person ana = onTheBoard("Ana");
    Person bob = onTheBoard("Bob");

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
    Person ana = onTheBoard("Ana");
    Person bob = onTheBoard("Bob");

    ana.home().rings(bob);
    bob.home().isRungBy(ana);
    ana.page().close();

    bob.home().isQuiet();
  }

  private static Person onTheBoard(String name) {
    Person person = stage.person(name);
    person.comesHome().claimsHandle();
    return person;
  }
}
