// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;

/// The start page: rooms at one side, the board with people to ring at the other.
final class Home {

  private final Person person;
  private final Page page;

  Home(Person person) {
    this.person = person;
    this.page = person.page();
    assertThat(get("start-room")).isVisible();
  }

  Prejoin startsRoom() {
    get("start-room").click();
    return person.prejoin();
  }

  /// What somebody wants of a room that they start.
  Home opensOptions() {
    page.locator("details.options summary").click();
    return this;
  }

  /// Types or pastes a room's name or link.
  Prejoin entersRoom(String typed) {
    typesRoom(typed);
    return person.prejoin();
  }

  void typesRoom(String typed) {
    get("room-input").fill(typed);
    get("join-room").click();
  }

  /// Goes on the board under their handle, which becomes their name too.
  Home claimsHandle() {
    claims(person.handle());
    person.goesByHandle();
    assertThat(get("my-handle")).containsText(person.handle());
    return this;
  }

  /// Tries to go on the board.
  void claims(String handle) {
    get("handle-input").fill(handle);
    get("claim").click();
  }

  /// Their place on the board is somebody else's now.
  void hasNoHandle() {
    assertThat(get("claim-form")).isVisible();
  }

  void hasHandle() {
    assertThat(get("my-handle")).containsText(person.handle());
  }

  /// The other is on the board.
  Home waitsFor(Person other, String status) {
    assertThat(jack(other)).hasAttribute("data-status", status);
    return this;
  }

  void misses(Person other) {
    assertThat(jack(other)).hasCount(0);
  }

  void rings(Person other) {
    waitsFor(other, "available");
    jack(other).click();
  }

  /// Types whom to ring.
  void ringsByName(String handle) {
    get("board-search").fill(handle);
    get("ring").click();
  }

  void takesCalls(boolean yes) {
    get("available").setChecked(yes);
  }

  void isRefusedHandle(String handle) {
    assertThat(get("claim-form")).containsText(handle + "” is taken");
  }

  /// Presses the other's jack at that moment, in milliseconds since 1970.
  void ringsAt(long moment, Person other) {
    waitsFor(other, "available");
    jack(other)
        .evaluate(
            "(jack, moment) => { setTimeout(() => jack.click(), moment - Date.now()); }",
            (double) moment);
  }

  void isRungBy(Person other) {
    assertThat(get("incoming").and(page.locator("[data-handle='" + other.handle() + "']")))
        .isVisible();
  }

  void isRinging(Person other) {
    assertThat(get("outgoing").and(page.locator("[data-handle='" + other.handle() + "']")))
        .isVisible();
  }

  CallPage answers() {
    get("answer").click();
    return person.call();
  }

  void declines() {
    get("decline").click();
  }

  void hangsUp() {
    get("hangup").click();
  }

  /// No bell, no dialog.
  void isQuiet() {
    assertThat(get("incoming")).hasCount(0);
    assertThat(get("outgoing")).hasCount(0);
  }

  /// Whether the board is up to date.
  void hasLine(boolean up) {
    assertThat(get("banner")).isVisible(new IsVisibleOptions().setVisible(!up));
  }

  void isToldThat(String words) {
    assertThat(get("toast")).containsText(words);
  }

  Locator get(String hook) {
    return page.getByTestId(hook);
  }

  private Locator jack(Person other) {
    return page.locator("[data-test=board] [data-handle='" + other.handle() + "']");
  }
}
