// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.demos;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route.FulfillOptions;
import dev.switchboard.it.browser.Person;
import dev.switchboard.it.browser.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The page of tutorial 004, with the client of Socket.IO that the server has.
final class ChatIT {

  @RegisterExtension static final Stage stage = Stage.with();

  private static final String HOSTILE = "<img src=x onerror=alert(1)>";

  @Test
  void whereTheServerHasNoSocketIoThePageSaysSo() {
    Person somebody = stage.person("Ana").expecting("404");
    somebody
        .page()
        .route("**/socket.io.js", route -> route.fulfill(new FulfillOptions().setStatus(404)));
    Demo ana = Demo.open(somebody, "chat.html");
    assertThat(ana.get("missing")).containsText("does not have Socket.IO yet");
    assertThat(ana.get("join")).isDisabled();
    assertThat(ana.get("line")).containsText("io(\"http://localhost:");
    ana.press("source");
    assertThat(ana.get("source")).containsText("chat-message");
  }

  @Test
  void everybodyInTheRoomReadsAMessageAsText() {
    Demo ana = joined("ana");
    Demo bob = joined("bob");
    ana.logs("bob joined");
    bob.enter("chat-input", HOSTILE);
    ana.logs(HOSTILE);
    bob.logs(HOSTILE);
    assertThat(ana.page().locator("img[src=x]")).hasCount(0);
    assertThat(bob.text("me-other", "chat-message " + HOSTILE))
        .isEqualTo("42[\"chat-message\",\"" + HOSTILE + "\"]");
    bob.press("leave");
    ana.logs("bob left");
  }

  @Test
  void twoOfTheRoomSeeEachOther() {
    Demo ana = joined("cora");
    Demo bob = joined("dan");
    ana.get("people").getByText("Call dan").click();
    ana.seesTheOther();
    bob.seesTheOther();
    bob.isIn("In a call with cora");
    assertThat(ana.text("me-other", "offer → dan"))
        .startsWith("42[\"offer\",{\"offer\":{\"type\":\"offer\",\"sdp\":\"v=0")
        .endsWith("\"targetPeerId\":\"dan\"}]");
    ana.press("hang-up");
    assertThat(ana.get("other")).isHidden();
  }

  @Test
  void aNameIsForOne() {
    joined("eve");
    Demo bob = Demo.open(stage.person("Bob"), "chat.html").enter("name", "eve");
    assertThat(bob.get("error")).hasText("That name is taken. Try another.");
    bob.isIn("Not connected");
    bob.enter("name", "fay").isIn("In the room as fay");
  }

  private static Demo joined(String name) {
    Person somebody = stage.person(name);
    Demo demo = Demo.open(somebody, "chat.html").enter("name", name);
    demo.isIn("In the room as " + name);
    return demo;
  }
}
