// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/// The people panel as a host uses it.
final class HostPanel {
  private final Page page;

  HostPanel(Person person) {
    this.page = person.page();
    if (!get("people-panel").isVisible()) {
      get("people").click();
    }
    assertThat(get("people-panel")).isVisible();
  }

  /// Opens the other's menu and takes this item.
  HostPanel does(String act, Person other) {
    options(other).click();
    get(act).click();
    return this;
  }

  void says(String dialog, String answer) {
    get(dialog).getByTestId(answer).click();
    assertThat(get(dialog)).hasCount(0);
  }

  HostPanel sets(String rule, boolean on) {
    get(rule).setChecked(on);
    return this;
  }

  void hasRules(boolean visible) {
    if (visible) {
      assertThat(get("lock")).isVisible();
    } else {
      assertThat(get("lock")).isHidden();
    }
  }

  /// `guest`, `host` or `owner`.
  void shows(Person other, String role) {
    assertThat(row(other)).hasAttribute("data-role", role);
    assertThat(row(other).getByTestId("host-badge")).hasCount(role.equals("guest") ? 0 : 1);
  }

  void showsHand(Person other, String number) {
    assertThat(row(other).getByTestId("hand-number")).hasText(number);
  }

  void hasNoHand(Person other) {
    assertThat(row(other).getByTestId("hand-number")).hasCount(0);
  }

  void hasNoMenuFor(Person other) {
    assertThat(options(other)).hasCount(0);
  }

  Locator get(String hook) {
    return page.getByTestId(hook);
  }

  /// The key of the other's menu.
  Locator options(Person other) {
    return row(other).locator("[aria-haspopup=menu]");
  }

  private Locator row(Person other) {
    return get("people-list")
        .locator("li")
        .filter(new Locator.FilterOptions().setHasText(other.name()));
  }
}
