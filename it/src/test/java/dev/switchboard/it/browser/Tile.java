// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import java.util.Map;

/// One person's picture on the stage of another.
final class Tile {

  /// Frames that are not chance.
  private static final int SOME_FRAMES = 5;

  /// More than silence has in a while, less than one beep.
  private static final double SOME_ENERGY = 1e-5;

  private static final int A_WHILE = 1_500;

  private final Page page;
  private final String name;
  private final Locator tile;

  Tile(Page page, String name) {
    this.page = page;
    this.name = name;
    this.tile =
        page.getByTestId("tile")
            .filter(new Locator.FilterOptions().setHas(page.getByText(name, exactly())));
  }

  /// What arrived so far.
  record Received(double clock, double frames, double energy) {}

  Received received() {
    Object sum = tile.locator("video").evaluate("video => watched.received(video)");
    Map<?, ?> parts = (Map<?, ?>) sum;
    return new Received(number(parts, "clock"), number(parts, "frames"), number(parts, "energy"));
  }

  /// More frames are decoded, and the picture runs.
  void moves() {
    assertThat(tile).isVisible();
    Received before = received();
    Wait.until(
        () -> name + "'s frames, after " + before + " now " + received() + states(),
        page,
        () -> {
          Received now = received();
          return now.frames() > before.frames() + SOME_FRAMES && now.clock() > before.clock();
        });
  }

  void sounds() {
    assertThat(tile).isVisible();
    Received before = received();
    Wait.until(
        () -> name + "'s sound, after " + before + " now " + received() + states(),
        page,
        () -> received().energy() > before.energy() + SOME_ENERGY);
  }

  /// For a while no frames arrive.
  void standsStill() {
    Wait.until(
        "no frames of " + name,
        page,
        () -> {
          double before = received().frames();
          page.waitForTimeout(A_WHILE);
          return received().frames() == before;
        });
  }

  /// For a while nothing is heard.
  void isSilent() {
    Wait.until(
        "silence of " + name,
        page,
        () -> {
          double before = received().energy();
          page.waitForTimeout(A_WHILE);
          return received().energy() < before + SOME_ENERGY;
        });
  }

  /// Its plate says whether the microphone is off.
  void isMuted(boolean muted) {
    assertThat(tile.locator(".tile-plate .muted")).isVisible(visible(muted));
  }

  /// The avatar stands in place of the picture.
  void showsAvatar(boolean avatar) {
    assertThat(tile.locator(".avatar")).isVisible(visible(avatar));
  }

  /// It is covered while the person is away, and may come back.
  void isReconnecting(boolean away) {
    assertThat(tile.locator(".tile-cover[data-lost]:not([data-lost=''])")).isVisible(visible(away));
  }

  /// Whether the picture stands still under the words for why.
  void isPaused(boolean paused) {
    assertThat(tile.locator(".tile-cover[data-paused]")).isVisible(visible(paused));
  }

  void hasHandUp(boolean up) {
    assertThat(tile.locator("[data-hand]")).hasCount(up ? 1 : 0);
  }

  void isThere() {
    assertThat(tile).isVisible();
  }

  void isGone() {
    assertThat(tile).hasCount(0);
  }

  /// Its element.
  Locator locator() {
    return tile;
  }

  /// The server's id of the person.
  String peer() {
    return tile.getAttribute("data-peer");
  }

  private String states() {
    return " with connections " + page.evaluate("watched.states()");
  }

  private static IsVisibleOptions visible(boolean wanted) {
    return new IsVisibleOptions().setVisible(wanted);
  }

  private static Page.GetByTextOptions exactly() {
    return new Page.GetByTextOptions().setExact(true);
  }

  private static double number(Map<?, ?> parts, String key) {
    return ((Number) parts.get(key)).doubleValue();
  }
}
