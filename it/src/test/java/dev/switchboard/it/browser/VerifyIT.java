// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Two people compare the code of their encryption.
final class VerifyIT {

  @RegisterExtension static final Stage stage = Stage.with();

  @Test
  void bothReadTheSameNumbersAndTheBadgeSaysSo() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    ana.startsRoom();
    bob.opens(ana.link());
    ana.sees(bob);

    String code = code(ana);
    assertThat(code).matches("\\d{5}( \\d{5}){5}");
    assertThat(code(bob)).isEqualTo(code);
    assertThat(ana.call().get("safety-code")).hasAttribute("aria-label", code);

    ana.page().setViewportSize(844, 390); // a phone on its side
    assertThat(ana.call().get("safety-code").locator("span").last())
        .isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(0.9));
    ana.page().setViewportSize(Person.WIDTH, Person.HEIGHT);

    assertThat(badge(ana)).containsText("Encrypted");
    ana.call().get("safety-match").click();
    assertThat(badge(ana)).containsText("Verified");
    assertThat(ana.call().get("verify")).hasCount(0);
    assertThat(badge(bob)).containsText("Encrypted");
  }

  @Test
  void theBadgeChangesWhenTheConnectionIsAnotherOne() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    ana.startsRoom();
    bob.opens(ana.link());
    ana.sees(bob);
    String before = code(ana);
    ana.call().get("safety-match").click();
    assertThat(badge(ana)).containsText("Verified");

    bob.page().reload();
    ana.sees(bob);
    assertThat(badge(ana)).containsText("Encrypted");
    assertThat(code(ana)).isNotEqualTo(before);
  }

  @Test
  void aDifferenceIsAWarningThatLasts() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    ana.startsRoom();
    bob.opens(ana.link());
    ana.sees(bob);

    code(ana);
    ana.call().get("safety-differ").click();
    assertThat(ana.call().get("verify").getByRole(com.microsoft.playwright.options.AriaRole.ALERT))
        .containsText("Don't share anything private");
    ana.call().get("close").click();
    assertThat(badge(ana)).containsText("Not secure");
    assertThat(unsafe(ana)).containsText("The numbers do not match those of Bob");
    assertThat(unsafe(ana)).containsText("Leave and start a new room");
    assertThat(badge(bob)).containsText("Encrypted");

    ana.call().get("unsafe-verify").click();
    assertThat(ana.call().get("verify")).containsText("Don't share anything private");
    ana.page().keyboard().press("Escape");
    ana.call().get("unsafe-close").click();
    assertThat(unsafe(ana)).isHidden();
    assertThat(badge(ana)).containsText("Not secure");
    code(ana);
    assertThat(ana.call().get("verify")).containsText("Don't share anything private");
    ana.call().get("safety-match").click();
    assertThat(badge(ana)).containsText("Verified");

    code(ana);
    ana.call().get("safety-differ").click();
    assertThat(unsafe(ana)).isVisible();
    ana.call().get("close").click();
    bob.page().reload();
    ana.sees(bob);
    assertThat(badge(ana)).containsText("Encrypted");
    assertThat(unsafe(ana)).isHidden();
  }

  @Test
  void withSeveralPeopleEachHasACodeOfTheirOwn() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    Person eva = stage.person("Eva");
    ana.startsRoom();
    bob.opens(ana.link());
    eva.opens(ana.link());
    ana.sees(bob);
    ana.sees(eva);

    String first = code(ana);
    ana.call().get("safety-match").click();
    assertThat(badge(ana)).containsText("Encrypted");
    ana.call().opensMenu();
    ana.call().get("more-verify").click();
    ana.call()
        .get("safety-who")
        .selectOption(new com.microsoft.playwright.options.SelectOption().setIndex(1));
    Wait.until(
        "another code", ana.page(), () -> !shown(ana).equals(first) && !shown(ana).isEmpty());
    ana.call().get("safety-match").click();
    assertThat(badge(ana)).containsText("Verified");
  }

  private static Locator unsafe(Person person) {
    return person.page().locator("[data-banner=unsafe]");
  }

  private static Locator badge(Person person) {
    return person.call().get("safety");
  }

  /// Opens the dialog and reads the numbers to everybody near.
  private static String code(Person person) {
    badge(person).press("Enter");
    Wait.until("a code", person.page(), () -> !shown(person).isEmpty());
    return shown(person);
  }

  private static String shown(Person person) {
    return String.join(" ", person.call().get("safety-code").locator("span").allTextContents());
  }
}
