// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A call without a mouse.
final class KeyboardIT {

  @RegisterExtension static final Stage stage = Stage.with();

  @Test
  void theShelfIsOneTabStopAndArrowsMoveInIt() {
    Person ana = stage.person("Ana");
    CallPage call = ana.startsRoom();
    Keyboard keys = ana.page().keyboard();

    call.get("mic").focus();
    for (String next :
        new String[] {
          "mic-menu",
          "camera",
          "camera-menu",
          "share",
          "share-menu",
          "react",
          "hand",
          "chat",
          "people",
          "more",
          "leave",
          "mic"
        }) {
      keys.press("ArrowRight");
      assertThat(call.get(next)).isFocused();
    }
    keys.press("End");
    assertThat(call.get("leave")).isFocused();
    keys.press("Home");
    assertThat(call.get("mic")).isFocused();
    assertThat(ana.page().locator("[role=toolbar] [tabindex='0']")).hasCount(1);

    keys.press("Shift+Tab");
    assertThat(ana.page().locator("[role=toolbar] :focus")).hasCount(0);
    keys.press("Tab");
    assertThat(call.get("mic")).isFocused();
  }

  @Test
  void singleLettersActUnlessOneTypes() {
    Person ana = stage.person("Ana");
    CallPage call = ana.startsRoom();
    Keyboard keys = ana.page().keyboard();

    keys.press("m");
    call.hasMicrophone(false);
    keys.press("m");
    call.hasMicrophone(true);
    keys.press("c");
    assertThat(call.get("chat-input")).isFocused();
    keys.type("mmm");
    assertThat(call.get("chat-input")).hasValue("mmm");
    call.hasMicrophone(true);

    keys.press("Escape");
    assertThat(call.get("chat-panel")).hasCount(0);
    assertThat(call.get("chat")).isFocused();
    keys.press("Shift+L");
    assertThat(call.get("ended")).isVisible();
  }

  /// The press that dismisses a menu must not open it again; one right after Escape must.
  @Test
  void theKeyOfAMenuClosesItAndOpensItAgainAtOnce() {
    Person ana = stage.person("Ana");
    CallPage call = ana.startsRoom();
    var menu = ana.page().locator(".menu");

    call.get("more").click();
    assertThat(menu).isVisible();
    call.get("more").click();
    assertThat(menu).hasCount(0);
    call.get("more").click();
    assertThat(menu).isVisible();
    ana.page().keyboard().press("Escape");
    call.get("more").click();
    assertThat(menu).isVisible();
  }

  @Test
  void aCallIsMadeWithTheKeyboardAlone() {
    Person ana = stage.person("Ana");
    Home home = ana.comesHome();
    Keyboard keys = ana.page().keyboard();

    home.get("start-room").focus();
    keys.press("Enter");
    Prejoin door = ana.prejoin();
    assertThat(door.get("mic")).hasAttribute("data-live", "true");
    door.get("name-input").focus();
    keys.press("Enter");
    ana.call().isAlone();
    assertThat(ana.page().evaluate("document.activeElement.tagName")).isEqualTo("H1");
  }
}
