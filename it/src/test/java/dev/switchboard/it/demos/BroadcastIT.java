// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.demos;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.it.browser.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The page of tutorial 000.
final class BroadcastIT {

  @RegisterExtension static final Stage stage = Stage.with();

  @Test
  void everybodyButTheSpeakerHearsHello() {
    Demo ana = open("Ana", "broadcast.html#hello").press("connect");
    ana.isIn("Connected to the server");
    Demo bob = open("Bob", "broadcast.html#hello").press("connect");
    bob.isIn("Connected to the server");
    ana.logs("says: I am now connected");

    bob.press("hello");
    ana.logs("says: Hello!");
    assertThat(bob.text("me-other", "Hello!")).isEqualTo("Hello!");
    assertThat(ana.text("other-me", "Hello!")).matches("\\{\"client\":\\d+,\"text\":\"Hello!\"\\}");
    assertThat(bob.frames("other-me")).hasCount(0);
    bob.logs("You said: Hello!");

    bob.press("disconnect");
    ana.logs("says: I disconnected");
    bob.isIn("Not connected");
    assertThat(bob.get("hello")).isDisabled();
  }

  @Test
  void lobbiesAreApart() {
    Demo ana = open("Ana", "broadcast.html#red").press("connect");
    Demo bob = open("Bob", "broadcast.html").press("connect");
    bob.isIn("Connected to the server");
    bob.press("disconnect");
    bob.get("lobby").fill("red");
    bob.get("lobby").press("Tab");
    assertThat(bob.get("line")).containsText("/tutorial/broadcast/red\")");
    bob.press("connect").press("hello");
    ana.logs("says: Hello!");
    assertThat(ana.labels("other-me")).containsExactly("I am now connected", "Hello!");
  }

  @Test
  void allOfItWorksWithTheKeyboard() {
    Demo ana = open("Ana", "broadcast.html#keys").press("connect");
    ana.isIn("Connected to the server");
    Demo bob = open("Bob", "broadcast.html#keys");
    bob.get("connect").focus();
    bob.keys().press("Enter");
    assertThat(bob.get("hello")).isFocused();
    bob.keys().press("Space");
    ana.logs("says: Hello!");

    bob.frames("me-other").locator("summary").focus();
    bob.keys().press("Enter");
    assertThat(bob.get("frame-text")).hasText("Hello!");
    bob.get("disconnect").focus();
    bob.keys().press("Enter");
    assertThat(bob.get("connect")).isFocused();
  }

  private static Demo open(String name, String file) {
    return Demo.open(stage.person(name), file);
  }
}
