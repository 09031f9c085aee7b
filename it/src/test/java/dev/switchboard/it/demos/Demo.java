// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.demos;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.switchboard.it.browser.Person;
import dev.switchboard.it.browser.Wait;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One demo page as somebody has it open.
final class Demo {

  /// Frames that are not chance.
  private static final int SOME_FRAMES = 5;

  private static final String DECODED =
      "video => [video.videoWidth, video.getVideoPlaybackQuality().totalVideoFrames]";

  private final Page page;

  private Demo(Page page) {
    this.page = page;
  }

  /// @param file below `/demos/`, with what follows in the address
  static Demo open(Person person, String file) {
    person.page().navigate(person.site() + "demos/" + file);
    return new Demo(person.page());
  }

  Page page() {
    return page;
  }

  Keyboard keys() {
    return page.keyboard();
  }

  /// What has this name in `data-test`.
  Locator get(String name) {
    return page.getByTestId(name);
  }

  Demo press(String name) {
    get(name).click();
    return this;
  }

  /// Writes, and presses Enter.
  Demo enter(String name, String text) {
    get(name).fill(text);
    get(name).press("Enter");
    return this;
  }

  void isIn(String state) {
    assertThat(get("state")).containsText(state);
  }

  void logs(String text) {
    assertThat(get("log")).containsText(text);
  }

  /// The frames on the ladder that took this way: `me-server`, `other-me`, ...
  Locator frames(String route) {
    return page.locator("[data-test=frame][data-route=" + route + "]");
  }

  /// One with that label, in whatever language, is on the ladder.
  void hasFrame(String route, String... labels) {
    assertThat(labelled(route, labels).first()).isVisible();
  }

  void hasNoFrame(String route, String label) {
    assertThat(labelled(route, label)).hasCount(0);
  }

  /// Opens the first frame with that label and reads it.
  String text(String route, String label) {
    Locator frame = labelled(route, label).first();
    if (frame.locator("details[open]").count() == 0) {
      frame.locator("summary").click();
    }
    return frame.getByTestId("frame-text").textContent();
  }

  /// The labels of all frames that took this way, in their order.
  List<String> labels(String route) {
    return frames(route).locator(".rung-label").allTextContents();
  }

  /// The picture of the other page is decoded, and goes on.
  void seesTheOther() {
    moves("other");
  }

  void seesItself() {
    moves("mine");
  }

  private void moves(String video) {
    assertThat(get(video)).isVisible();
    Wait.until(video + "'s picture has a size", page, () -> decoded(video, 0) > 0);
    double before = decoded(video, 1);
    Wait.until(
        () -> video + "'s picture moves: " + before + " frames, now " + decoded(video, 1),
        page,
        () -> decoded(video, 1) > before + SOME_FRAMES);
  }

  private double decoded(String video, int part) {
    List<?> parts = (List<?>) get(video).evaluate(DECODED);
    return ((Number) parts.get(part)).doubleValue();
  }

  private Locator labelled(String route, String... labels) {
    String any =
        Stream.of(labels)
            .map(label -> ".rung-label:text-is(\"" + label.replace("\"", "\\\"") + "\")")
            .collect(Collectors.joining(", "));
    return frames(route).filter(new Locator.FilterOptions().setHas(page.locator(any)));
  }
}
