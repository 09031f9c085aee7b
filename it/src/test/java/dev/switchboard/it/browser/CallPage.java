// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;

/// The call: the others on the stage, the keys under it, panels beside it.
public final class CallPage {

  private final Page page;

  CallPage(Person person) {
    this.page = person.page();
    assertThat(get("stage")).isVisible();
  }

  Tile tile(Person other) {
    return new Tile(page, other.name());
  }

  /// What the other shows beside their face.
  Tile screen(Person other) {
    return new Tile(page, other.name() + "'s screen");
  }

  /// Nobody else is on the stage.
  void isAlone() {
    hasPeople(1);
    assertThat(get("invite")).isVisible();
  }

  /// So many are on the stage, oneself among them.
  public void hasPeople(int count) {
    assertThat(get("tile")).hasCount(count);
  }

  String room() {
    return get("room-name").innerText();
  }

  void switchesMicrophone(boolean on) {
    get("mic").click();
    hasMicrophone(on);
  }

  void hasMicrophone(boolean on) {
    assertThat(get("mic")).hasAttribute("data-live", "" + on);
  }

  void switchesCamera(boolean on) {
    get("camera").click();
    assertThat(get("camera")).hasAttribute("data-live", "" + on);
  }

  void opensChat() {
    if (!get("chat-panel").isVisible()) {
      get("chat").click();
    }
    assertThat(get("chat-panel")).isVisible();
  }

  void says(String text) {
    opensChat();
    get("chat-input").fill(text);
    get("chat-send").click();
  }

  /// The last message is this one.
  void reads(String text) {
    opensChat();
    assertThat(get("message").last().locator(".text")).hasText(text);
  }

  Locator messages() {
    return get("message");
  }

  /// Opens the menu of everything else, anew if it is open.
  void opensMenu() {
    page.keyboard().press("Escape");
    assertThat(menu()).hasCount(0);
    get("more").click();
    assertThat(menu()).isVisible();
  }

  void leaves() {
    get("leave").click();
    assertThat(get("ended")).isVisible();
  }

  /// The banner that the line to the server is down.
  public void isWithoutLine() {
    assertThat(banner("line")).isVisible();
    assertThat(banner("line")).hasAttribute("role", "alert");
  }

  public void hasLine() {
    assertThat(banner("line")).isHidden();
  }

  /// How many connections to others were ever made: more than there are others, if one was lost.
  int connectionsMade() {
    return ((Number) page.evaluate("watched.made()")).intValue();
  }

  Locator get(String hook) {
    return page.getByTestId(hook);
  }

  private Locator menu() {
    return page.locator(".menu");
  }

  /// What is told at the top of the stage.
  Locator banner(String name) {
    return page.locator("[data-test=banner][data-banner=" + name + "]");
  }

  /// The card of another call, at the top of the stage.
  void isRungBy(Person other) {
    assertThat(get("incoming").and(page.locator("[data-handle='" + other.handle() + "']")))
        .isVisible();
  }

  /// The card of somebody who is rung into this room.
  void isRinging(Person other) {
    assertThat(get("outgoing").and(page.locator("[data-handle='" + other.handle() + "']")))
        .isVisible();
  }

  /// The banner that we share a screen.
  void isSharing(boolean yes) {
    assertThat(banner("sharing")).isVisible(new IsVisibleOptions().setVisible(yes));
  }

  /// What the pictures that we send may take, and whether they are sent, in bits a second.
  String encodings() {
    return (String)
        page.evaluate(
            "watched.encodings('video').map(one => one.maxBitrate + ',' + one.active).join(' ')");
  }

  /// What the sound that we send comes before.
  String priorities() {
    return (String) page.evaluate("watched.encodings('audio').map(one => one.priority).join(' ')");
  }

  /// How good the connection is has been found out at least once.
  void wasMeasured() {
    assertThat(page.locator(".tile:not([data-peer=me]) .bars:not([hidden])").first()).isVisible();
  }
}
