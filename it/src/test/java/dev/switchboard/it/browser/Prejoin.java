// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/// The page before a room: picture, sound, name.
final class Prejoin {

  private final Person person;
  private final Page page;

  Prejoin(Person person) {
    this.person = person;
    this.page = person.page();
    assertThat(get("join-now")).isVisible();
    get("name-input").fill(person.name());
  }

  /// Waits for camera and microphone, then goes in.
  CallPage joins() {
    assertThat(get("mic")).hasAttribute("data-live", "true");
    assertThat(get("camera")).hasAttribute("data-live", "true");
    return joinsAsTheyAre();
  }

  /// Goes in with whatever works.
  CallPage joinsAsTheyAre() {
    get("join-now").click();
    return person.call();
  }

  /// Tries to go in, and stays outside.
  void triesToJoin() {
    get("join-now").click();
  }

  Locator get(String hook) {
    return page.getByTestId(hook);
  }
}
