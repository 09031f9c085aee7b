// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;

/// Takes pictures of pages for people to look at, as
/// `target/gallery/<state>-<light|dark>-<device>-<language>.png`, where the device is a `desktop`
/// or `phone`, a small desktop (`1024`), a phone in `landscape`, or a desktop with `forced`
/// colours. Whoever is pictured speaks English; the page is put into Chinese where it stands. [Axe]
/// looks at each state twice, in light and in dark, where it is shown on a phone there; what it
/// finds fails the test in the end.
public final class Gallery {

  private static final Path FOLDER = Path.of("target", "gallery");

  /// Nothing moves any more, what has a picture shows it, the letters are there.
  private static final String SETTLED =
      """
      async () => {
        const blank = [...document.querySelectorAll("video")].filter(video => video.readyState < 2 && video.checkVisibility()
          && video.srcObject?.getVideoTracks().some(track => track.readyState === "live" && !track.muted));
        const drawn = blank.map(video => new Promise(resolve => video.addEventListener("loadeddata", resolve, { once: true })));
        await Promise.race([Promise.all(drawn), new Promise(resolve => setTimeout(resolve, 4000))]);
        await document.fonts.ready;
        for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
        const passing = document.getAnimations().filter(a => a.effect?.getComputedTiming().endTime < 1000);
        await Promise.allSettled(passing.map(animation => animation.finished));
      }
      """;

  /// By the button on the page, or as if the choice was made in another tab.
  private static final String SPEAK =
      """
      async language => {
        const spoken = () => document.documentElement.lang.startsWith(language);
        if (spoken()) return;
        const button = document.querySelector("[data-test=lang]");
        if (button) button.click();
        else {
          const key = "switchboard.prefs";
          localStorage.setItem(key, JSON.stringify({ ...JSON.parse(localStorage.getItem(key)), lang: language }));
          dispatchEvent(new StorageEvent("storage", { key, newValue: localStorage.getItem(key) }));
        }
        for (let frame = 0; frame < 300 && !spoken(); frame++) await new Promise(requestAnimationFrame);
        if (!spoken()) throw new Error(`lang: ${document.documentElement.lang} (expected: ${language})`);
      }
      """;

  private int pictures;

  /// How many were taken.
  public int pictures() {
    return pictures;
  }

  /// Shows what that person has before their eyes now, in all ways that differ.
  public void shows(String state, Person person) {
    shows(state, person, () -> {});
  }

  /// The same for what does not outlive a change of the window's size, and must be shown `again`.
  void shows(String state, Person person, Runnable again) {
    Page page = person.page();
    page.mouse().move(1, 1);
    take(person, state, ColorScheme.LIGHT, "desktop", "en");
    inspect(person, state);
    take(person, state, ColorScheme.DARK, "desktop", "en");
    take(person, state, ColorScheme.DARK, "desktop", "zh");
    page.setViewportSize(390, 844);
    again.run();
    take(person, state, ColorScheme.LIGHT, "phone", "zh");
    take(person, state, ColorScheme.DARK, "phone", "en");
    inspect(person, state);
    page.setViewportSize(Person.WIDTH, Person.HEIGHT);
  }

  /// Shows two pictures, of what is a small part of a page that is shown elsewhere.
  void pairs(String state, Person person) {
    Page page = person.page();
    take(person, state, ColorScheme.LIGHT, "desktop", "en");
    inspect(person, state);
    page.setViewportSize(390, 844);
    take(person, state, ColorScheme.DARK, "phone", "zh");
    inspect(person, state);
    speak(page, "en");
    page.setViewportSize(Person.WIDTH, Person.HEIGHT);
  }

  /// Shows how it fits where there is less room than on a desktop, and another shape than on a
  /// phone, and without any colour of ours.
  void fits(String state, Person person) {
    Page page = person.page();
    page.setViewportSize(1024, 768);
    take(person, state, ColorScheme.LIGHT, "1024", "en");
    page.setViewportSize(844, 390);
    take(person, state, ColorScheme.DARK, "landscape", "en");
    inspect(person, state);
    page.setViewportSize(Person.WIDTH, Person.HEIGHT);
    page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
    take(person, state, ColorScheme.DARK, "forced", "en");
    page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.NONE));
  }

  /// Shows a window that this person's page has opened, of this size, in both colours.
  void windows(String state, Person person, Page window, int width, int height) {
    window.setViewportSize(width, height);
    for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
      wear(window, scheme);
      shoot(window, state, scheme, "window", "en");
      Axe.complaints(window).forEach(one -> person.complains(state + ": " + one));
    }
  }

  /// Shows one picture, of what differs little from another state, or does not last; [Axe] looks at
  /// it in both colours all the same.
  void glimpses(String state, Person person) {
    take(person, state, ColorScheme.LIGHT, "desktop", "en");
    inspect(person, state);
    wear(person.page(), ColorScheme.DARK);
    person.page().evaluate(SETTLED);
    inspect(person, state);
    wear(person.page(), ColorScheme.LIGHT);
  }

  private void take(
      Person person, String state, ColorScheme scheme, String device, String language) {
    wear(person.page(), scheme);
    speak(person.page(), language);
    shoot(person.page(), state, scheme, device, language);
  }

  private static void wear(Page page, ColorScheme scheme) {
    page.emulateMedia(
        new Page.EmulateMediaOptions()
            .setColorScheme(scheme)
            .setReducedMotion(ReducedMotion.REDUCE));
  }

  private static void speak(Page page, String language) {
    page.evaluate(SPEAK, language);
  }

  private void shoot(Page page, String state, ColorScheme scheme, String device, String language) {
    page.evaluate(SETTLED);
    String light = scheme == ColorScheme.LIGHT ? "light" : "dark";
    String name = String.join("-", state, light, device, language);
    page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(name + ".png")));
    pictures++;
  }

  private static void inspect(Person person, String state) {
    Axe.complaints(person.page()).forEach(one -> person.complains(state + ": " + one));
  }
}
