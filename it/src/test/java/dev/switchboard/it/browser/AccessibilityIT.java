// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ForcedColors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What every [Gallery] has looked at can be used without eyes, and with weak ones.
final class AccessibilityIT {

  @RegisterExtension static final Stage stage = Stage.with();

  private static final String COVERED =
      """
      what => {
        const toast = document.querySelector("[data-test=toast]").getBoundingClientRect();
        const over = ({ left, right, top, bottom }) => left < toast.right && right > toast.left && top < toast.bottom && bottom > toast.top;
        return [...document.querySelectorAll(what)].filter(el => el.checkVisibility() && over(el.getBoundingClientRect())).map(el => el.textContent).join();
      }
      """;

  /// Nothing lies over the toast, and it is not inert.
  private static final String REACHED =
      """
      () => {
        const toast = document.querySelector("[data-test=toast]");
        const { x, y, width, height } = toast.getBoundingClientRect();
        return toast.contains(document.elementFromPoint(x + width / 2, y + height / 2));
      }
      """;

  /// Without this, a gallery that found nothing might not have looked.
  @Test
  void axeFindsWhatIsWrong() {
    assumeTrue(
        Axe.isThere(), "no npm: axe-core was not installed, and no page was looked at with it");
    Person ana = stage.person("Ana");
    ana.comesHome();
    assertThat(Axe.complaints(ana.page())).isEmpty();

    ana.page()
        .evaluate(
            "document.querySelector('main').append(document.createElement('button'),"
                + " Object.assign(new Image(), { src: '/app/logo.svg' }))");
    assertThat(Axe.complaints(ana.page()))
        .anyMatch(one -> one.startsWith("button-name: "))
        .anyMatch(one -> one.startsWith("image-alt: "))
        .hasSize(2);
  }

  /// A phone on its side is low: what one came for is in sight there all the same.
  @Test
  void onAPhoneOnItsSideNothingIsOutOfReach() {
    Person ana = stage.person("Ana");
    Prejoin door = ana.comesHome().startsRoom();
    ana.page().setViewportSize(844, 390);
    isSeen(door.get("join-now"));
    ana.page().setViewportSize(Person.WIDTH, Person.HEIGHT);
    CallPage call = door.joins();
    call.opensChat();
    for (int i = 0; i < 9; i++) {
      call.says("line " + i);
    }
    isSeen(call.messages().last());
    ana.page().setViewportSize(844, 390);
    isSeen(call.messages().last());
    call.get("people").click();
    isSeen(call.get("people-list").locator("li").first());
    call.get("lock").scrollIntoViewIfNeeded();
    isSeen(call.get("lock"));
  }

  /// No name on the stage, on a desktop or a phone, however it is held; nor the head of the list.
  @Test
  void aToastCoversNothingThatIsToBeRead() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    CallPage call = ana.startsRoom();
    bob.opens(ana.link());
    ana.sees(bob);
    for (int[] size : new int[][] {{Person.WIDTH, Person.HEIGHT}, {844, 390}, {390, 844}}) {
      ana.page().setViewportSize(size[0], size[1]);
      call.opensMenu();
      call.get("more-copy").click();
      covers(ana, ".tile-plate", "");
    }
    call.opensMenu();
    call.get("more-people").click();
    call.get("invite-people").click();
    covers(ana, ".panel > header, .panel li, .panel > footer, .key", "");

    // In front of a dialog, and heard: what is behind one is not.
    call.get("close-panel").click();
    call.opensMenu();
    call.get("more-settings").click();
    bob.call().leaves();
    assertThat(call.get("toast")).hasText("Bob left");
    covers(ana, ".dialog h2, .dialog button, .dialog select", "");
    assertThat(ana.page().evaluate(REACHED)).isEqualTo(true);
    ana.page().keyboard().press("Escape");
    assertThat(call.get("settings")).hasCount(0);
    assertThat(ana.page().evaluate(REACHED)).isEqualTo(true);
  }

  /// What of this a toast that just came lies on, in words.
  private static void covers(Person person, String what, String expected) {
    person.call().get("toast").hover(); // it stays as long
    assertThat(person.page().evaluate(COVERED, what)).isEqualTo(expected);
  }

  /// Where the system has colours of its own, what is on still differs from what is off.
  @Test
  void inForcedColoursWhatIsOnDiffersFromWhatIsOff() {
    Person ana = stage.person("Ana");
    Page page = ana.page();
    page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
    CallPage call = ana.startsRoom();
    Object closed = colours(call.get("chat"), null);
    call.opensChat();
    // Colours change gradually, all of them.
    Wait.until("an open panel's key", page, () -> !colours(call.get("chat"), null).equals(closed));
    Object dark = colours(call.get("hand"), "::before");
    Wait.until("a lamp", page, () -> !colours(call.get("mic"), "::before").equals(dark));
    Locator bar = call.get("quality").locator(".bars i").first();
    assertThat(colours(bar, null)).isNotEqualTo(colours(call.get("quality"), null));
    call.opensMenu();
    call.get("more-settings").click();
    call.get("tab-general").click();
    Locator other = call.get("tab-av");
    Wait.until(
        "a tab", page, () -> !colours(call.get("tab-general"), null).equals(colours(other, null)));
    Locator keys = call.get("set-keys");
    Object on = colours(keys, "::before");
    keys.uncheck();
    Wait.until("off looks other", page, () -> !colours(keys, "::before").equals(on));
  }

  private static void isSeen(Locator what) {
    assertThat(what).isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(0.9));
  }

  /// Of its ground, as it is drawn.
  private static Object colours(Locator what, @Nullable String pseudo) {
    return what.evaluate("(el, pseudo) => getComputedStyle(el, pseudo).backgroundColor", pseudo);
  }
}
