// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// How things come and go on the page of a call.
final class MotionIT {

  /// Remembers the tiles that faded, by whose they were.
  private static final String WATCH_FADING =
      """
      globalThis.faded = [];
      new MutationObserver(seen => seen.forEach(({ target }) => {
        if (target.inert && target.getAnimations().length > 0) faded.push(target.dataset.peer);
      })).observe(document.getElementById("tiles"), { subtree: true, attributeFilter: ["inert"] });
      """;

  /// The longest transition or animation, in seconds, that a selector's elements may go through.
  private static final String LONGEST =
      """
      what => Math.max(...[...document.querySelectorAll(what)].flatMap(el => {
        const { transitionDuration, animationDuration, animationName } = getComputedStyle(el);
        return [...transitionDuration.split(", "), ...(animationName === "none" ? [] : animationDuration.split(", "))].map(parseFloat);
      }))
      """;

  @RegisterExtension static final Stage stage = Stage.with();

  @Test
  void theTileOfWhoLeavesFadesAndCountsNoMore() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    ana.startsRoom();
    bob.opens(ana.link());
    ana.sees(bob);
    String peer = ana.call().tile(bob).peer();
    ana.page().evaluate(WATCH_FADING);

    bob.call().leaves();
    ana.call().isAlone();
    assertThat(ana.page().locator(".tile")).hasCount(1);
    assertThat(ana.page().evaluate("faded")).isEqualTo(List.of(peer));
  }

  @Test
  void whoWantsLittleMotionSeesNone() {
    Person ana = stage.person("Ana");
    Page page = ana.page();
    page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
    ana.startsRoom().isAlone();
    ana.call().opensChat();
    for (String part : new String[] {".tile", ".panel", ".key", ".banner"}) {
      assertThat(((Number) page.evaluate(LONGEST, part)).doubleValue()).as(part).isLessThan(0.01);
    }
    page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.NO_PREFERENCE));
    assertThat(((Number) page.evaluate(LONGEST, ".tile")).doubleValue()).isGreaterThan(0.1);
  }
}
