// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/// The page of somebody who waits to be let in.
final class Lobby {
  private final Page page;

  Lobby(Person person) {
    this.page = person.page();
    assertThat(get("lobby")).isVisible();
  }

  /// Who can let them in, in words.
  Lobby isTold(String words) {
    assertThat(get("lobby-hosts")).containsText(words);
    return this;
  }

  void givesUp() {
    get("stop-waiting").click();
    assertThat(get("start-room")).isVisible();
  }

  Locator get(String hook) {
    return page.getByTestId(hook);
  }
}
