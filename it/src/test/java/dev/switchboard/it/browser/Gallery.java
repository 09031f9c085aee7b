// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;

/// Takes pictures of pages for people to look at: each state light and dark, on a desktop and on a
/// phone, as `target/gallery/<state>-<light|dark>-<desktop|phone>-<language>.png`. Whatever is
/// pictured is looked at by [Axe] too; what it finds fails the test in the end.
public final class Gallery {

  private static final Path FOLDER = Path.of("target", "gallery");
  private static final String SETTLED =
      """
      async () => {
        for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
        const passing = document.getAnimations().filter(a => a.effect?.getComputedTiming().endTime < Infinity);
        await Promise.allSettled(passing.map(animation => animation.finished));
      }
      """;

  private final String language;
  private int pictures;

  public Gallery(String language) {
    this.language = language;
  }

  /// How many were taken.
  public int pictures() {
    return pictures;
  }

  /// Shows what that person has before their eyes now.
  public void shows(String state, Person person) {
    shows(state, person, () -> {});
  }

  /// The same for what does not outlive a change of the window's size, and must be shown `again`.
  void shows(String state, Person person, Runnable again) {
    Page page = person.page();
    take(person, state, ColorScheme.LIGHT, "desktop");
    take(person, state, ColorScheme.DARK, "desktop");
    page.setViewportSize(390, 844);
    again.run();
    take(person, state, ColorScheme.DARK, "phone");
    take(person, state, ColorScheme.LIGHT, "phone");
    page.setViewportSize(Person.WIDTH, Person.HEIGHT);
  }

  private void take(Person person, String state, ColorScheme scheme, String device) {
    Page page = person.page();
    String light = scheme == ColorScheme.LIGHT ? "light" : "dark";
    String name = String.join("-", state, light, device, language);
    page.emulateMedia(
        new Page.EmulateMediaOptions()
            .setColorScheme(scheme)
            .setReducedMotion(ReducedMotion.REDUCE));
    page.evaluate(SETTLED);
    page.screenshot(
        new Page.ScreenshotOptions()
            .setAnimations(ScreenshotAnimations.DISABLED)
            .setPath(FOLDER.resolve(name + ".png")));
    // Another language changes words, not colours: two of the four will do.
    if (language.equals("en") || light.equals("light") == device.equals("desktop")) {
      Axe.complaints(page).forEach(one -> person.complains(name + ": " + one));
    }
    pictures++;
  }
}
