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

  /// Remembers each plug that went in on the stage: how long it took, in ms, and from where it
  /// came, in units of the drawing, of which two are a pixel.
  static final String WATCH_PLUGS =
      """
      globalThis.plugs = [];
      new MutationObserver(seen => seen.forEach(({ addedNodes }) => addedNodes.forEach(el => {
        if (el.dataset?.test !== "plugged") return;
        const { effect } = el.querySelector(".cord").getAnimations()[0];
        plugs.push([effect.getTiming().duration, effect.getKeyframes()[0].translate].join(" from "));
      }))).observe(document, { subtree: true, childList: true });
      """;

  /// Remembers the jacks of the board into which a plug went, and how it moved.
  private static final String WATCH_BOARD =
      """
      globalThis.plugged = [];
      new MutationObserver(seen => seen.forEach(({ target }) => target.getAnimations({ subtree: true })
        .filter(one => one.animationName === "plug")
        .forEach(({ effect }) => plugged.push([target.dataset.handle, effect.getTiming().duration, effect.getKeyframes()[0].translate].join(" ")))))
        .observe(document.querySelector("[data-test=board]"), { subtree: true, attributeFilter: ["data-plugged"] });
      """;

  /// What changes, and for how many ms, while a reaction is shown.
  private static final String REACTION =
      """
      () => document.querySelector("[data-test=reaction]").getAnimations().map(({ effect }) => [
        effect.getTiming().duration,
        ...new Set(effect.getKeyframes().flatMap(({ offset, computedOffset, easing, composite, ...changes }) => Object.keys(changes))),
      ].join(" ")).join()
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
  void thePlugGoesInWhenWeAreConnected() {
    Person ana = stage.person("Ana");
    ana.page().addInitScript(WATCH_PLUGS);
    ana.startsRoom().isAlone();
    assertThat(ana.page().evaluate("plugs")).isEqualTo(List.of("420 from -48px 4px"));
    assertThat(ana.page().getByTestId("plugged")).hasCount(0);
  }

  @Test
  void thePlugGoesIntoTheJackOfWhoBeginsACall() {
    Person eva = stage.person("Eva");
    Person ana = stage.onTheBoard("Ana");
    eva.comesHome().claimsHandle().waitsFor(ana, "available");
    Page page = eva.page();
    page.evaluate(WATCH_BOARD);
    ana.home().startsRoom().joins();
    eva.home().waitsFor(ana, "in-call");
    assertThat(page.evaluate("plugged")).isEqualTo(List.of(ana.handle() + " 420 0px 24px"));

    page.reload(); // who was in a call before does not begin one
    eva.home().waitsFor(ana, "in-call");
    assertThat(page.locator(".jack[data-busy]")).hasCount(1);
    assertThat(page.locator(".jack[data-plugged]")).hasCount(0);
  }

  @Test
  void whoWantsLittleMotionSeesNone() {
    Person ana = stage.person("Ana");
    Page page = ana.page();
    page.addInitScript(WATCH_PLUGS);
    page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
    ana.startsRoom().isAlone();
    assertThat(page.evaluate("plugs")).isEqualTo(List.of());
    ana.call().get("react").click();
    page.keyboard().press("Enter");
    assertThat(ana.call().get("reaction")).isVisible();
    assertThat(page.evaluate(REACTION)).isEqualTo("2800 opacity");
    page.keyboard().press("Escape");
    ana.call().opensChat();
    for (String part : new String[] {".tile", ".panel", ".key", ".banner"}) {
      assertThat(((Number) page.evaluate(LONGEST, part)).doubleValue()).as(part).isLessThan(0.01);
    }
    page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.NO_PREFERENCE));
    assertThat(((Number) page.evaluate(LONGEST, ".tile")).doubleValue()).isGreaterThan(0.1);
  }

  @Test
  void nothingMovesForThoseWhoWantItStill() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    for (Person person : new Person[] {ana, bob}) {
      person
          .page()
          .emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
      person.comesHome().claimsHandle();
    }
    bob.home().rings(ana);
    ana.home().isRungBy(bob);
    assertThat(moving(ana)).isEqualTo("");
    assertThat(moving(bob)).isEqualTo("");
    CallPage call = ana.home().answers();
    ana.sees(bob);
    call.opensChat();
    bob.call().get("react").click();
    bob.page().keyboard().press("Enter");
    assertThat(call.get("reaction")).isVisible();
    assertThat(moving(ana)).isEqualTo("");
    assertThat(
            ana.page()
                .evaluate(
                    "['--fast', '--mid', '--slow'].map(name =>"
                        + " getComputedStyle(document.documentElement).getPropertyValue(name)).join()"))
        .isEqualTo("1ms,1ms,1ms");
  }

  /// What takes longer than a moment to move, which should be nothing; what only fades stays where
  /// it is.
  private static Object moving(Person person) {
    return person
        .page()
        .evaluate(
            """
            () => document.getAnimations().filter(one => one.effect.getComputedTiming().endTime > 10)
              .filter(one => one.effect.getKeyframes().some(({ offset, computedOffset, easing, composite, opacity, ...moves }) => Object.keys(moves).length))
              .map(one => one.effect.target?.outerHTML.slice(0, 100)).join()
            """);
  }
}
