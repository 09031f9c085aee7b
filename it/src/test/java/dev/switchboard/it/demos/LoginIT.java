// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.demos;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.it.browser.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The page of tutorial 003.
final class LoginIT {

  @RegisterExtension static final Stage stage = Stage.with();

  @Test
  void oneCallsTheOtherByNameHangsUpAndIsCalled() {
    Demo ana = signedIn("ana");
    Demo bob = signedIn("bob");
    ana.enter("other-name", "bob");
    ana.seesTheOther();
    bob.seesTheOther();
    ana.isIn("In a call with bob");
    bob.isIn("In a call with ana");

    assertThat(ana.text("me-server", "login ana"))
        .isEqualTo("{\"type\":\"login\",\"name\":\"ana\"}");
    assertThat(ana.text("server-me", "login: true"))
        .isEqualTo("{\"type\":\"login\",\"success\":true}");
    assertThat(ana.text("me-other", "offer → bob"))
        .startsWith("{\"type\":\"offer\",\"offer\":{\"type\":\"offer\",\"sdp\":\"v=0")
        .endsWith(",\"name\":\"bob\"}");
    bob.hasFrame("other-me", "offer ana");
    assertThat(bob.text("me-other", "answer → ana")).endsWith(",\"name\":\"ana\"}");

    ana.press("hang-up");
    bob.isIn("The call is over");
    assertThat(ana.text("me-other", "leave → bob"))
        .isEqualTo("{\"type\":\"leave\",\"name\":\"bob\"}");
    bob.hasFrame("other-me", "leave");
    bob.enter("other-name", "ana");
    ana.isIn("In a call with bob");
    ana.seesTheOther();
    bob.seesTheOther();
  }

  @Test
  void aNameIsForOne() {
    Demo ana = signedIn("cora");
    Demo bob = open();
    bob.enter("name", "cora");
    assertThat(bob.get("error")).hasText("That name is taken. Try another.");
    assertThat(bob.get("name")).isFocused();
    assertThat(bob.text("server-me", "login: false"))
        .isEqualTo("{\"type\":\"login\",\"success\":false}");
    ana.press("sign-out");
    ana.isIn("Not connected");
    bob.enter("name", "cora");
    bob.isIn("Signed in as cora");
  }

  @Test
  void whoeverIsNotThereDoesNotAnswerAndOneCanHangUp() {
    Demo ana = signedIn("dora");
    ana.enter("other-name", "nobody");
    ana.isIn("Calling nobody");
    assertThat(ana.get("hang-up")).isFocused();
    ana.keys().press("Enter");
    ana.isIn("Signed in as dora");
    assertThat(ana.get("other-name")).isFocused();
  }

  @Test
  void namesAreOnlyText() {
    String hostile = "<b onclick=alert(1)>x</b>";
    Demo ana = signedIn(hostile);
    Demo bob = signedIn("eve");
    ana.enter("other-name", "eve");
    bob.isIn("In a call with " + hostile);
    bob.seesTheOther();
    bob.hasFrame("other-me", "offer " + hostile);
    assertThat(bob.page().locator("main b[onclick]")).hasCount(0);
  }

  private static Demo signedIn(String name) {
    Demo demo = open().enter("name", name);
    demo.isIn("Signed in as " + name);
    return demo;
  }

  private static Demo open() {
    return Demo.open(stage.person("Somebody"), "login.html");
  }
}
