// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.switchboard.it.ServerProcess;
import java.util.List;
import java.util.Map;

/// The page of tutorial 003, used by somebody who knows nothing of Switchboard.
final class LoginPage {

  /// Frames that are not chance.
  private static final int SOME_FRAMES = 5;

  private final Person person;
  private final Page page;

  private LoginPage(Person person) {
    this.person = person;
    this.page = person.page();
  }

  /// Opens it and logs in under the person's handle. By that others know them.
  ///
  /// @param page where it is, on a site of its own
  static LoginPage of(Person person, String page, ServerProcess server) {
    String socket = server.url().replaceFirst("http", "ws") + "tutorial/login";
    person.expecting("asked a stranger: " + socket).goesByHandle();
    LoginPage login = new LoginPage(person);
    login.page.navigate(page + "?" + socket);
    login.logsIn();
    return login;
  }

  /// As after every call: this page can make one only.
  void reloads() {
    page.reload();
    logsIn();
  }

  void calls(Person other) {
    page.locator("#callToUsernameInput").fill(other.handle());
    page.locator("#callBtn").click();
  }

  /// Presses the button at that moment, in milliseconds since 1970.
  void callsAt(long moment, Person other) {
    page.locator("#callToUsernameInput").fill(other.handle());
    page.locator("#callBtn")
        .evaluate(
            "(button, moment) => { setTimeout(() => button.click(), moment - Date.now()); }",
            (double) moment);
  }

  void hangsUp() {
    page.locator("#hangUpBtn").click();
  }

  Person person() {
    return person;
  }

  /// The other's picture moves.
  void sees() {
    double before = received("frames");
    Wait.until("frames", page, () -> received("frames") > before + SOME_FRAMES);
  }

  /// The other's sound arrives and is not silence.
  void hears() {
    double before = received("energy");
    Wait.until("sound", page, () -> received("energy") > before + 1e-5);
  }

  /// The other side hung up, or never wanted to talk.
  void isLeft() {
    Wait.until("leave", page, () -> got().contains("leave"));
  }

  /// What it knows is one description from each side.
  void hasNegotiatedOnce() {
    assertThat(got()).filteredOn(type -> type.equals("offer") || type.equals("answer")).hasSize(1);
  }

  private void logsIn() {
    Wait.until("socket", page, () -> (boolean) page.evaluate("conn.readyState === 1"));
    page.locator("#usernameInput").fill(person.handle());
    page.locator("#loginBtn").click();
    Locator own = page.locator("#localVideo");
    assertThat(own).isVisible();
    Wait.until("own picture", page, () -> (boolean) own.evaluate("v => v.readyState >= 2"));
  }

  private List<?> got() {
    return (List<?>) page.evaluate("got");
  }

  private double received(String what) {
    Object sum = page.locator("#remoteVideo").evaluate("video => watched.received(video)");
    return ((Number) ((Map<?, ?>) sum).get(what)).doubleValue();
  }
}
