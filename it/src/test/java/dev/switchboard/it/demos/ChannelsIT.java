// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.demos;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.it.browser.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The page of tutorial 002.
final class ChannelsIT {

  @RegisterExtension static final Stage stage = Stage.with();

  private static final String HOSTILE = "<img src=x onerror=alert(1)>";

  @Test
  void aChannelIsPresentOnceSomebodyOpenedIt() {
    Demo ana = open("Ana", "presence");
    Demo bob = open("Bob", "presence");
    bob.press("check");
    bob.isIn("There is no channel “presence” yet");
    assertThat(bob.text("me-server", "checkPresence"))
        .isEqualTo("{\"checkPresence\":true,\"channel\":\"presence\"}");
    assertThat(bob.text("server-me", "isChannelPresent: false"))
        .isEqualTo("{\"isChannelPresent\":false}");

    ana.press("open");
    ana.isIn("In the channel");
    assertThat(ana.text("me-server", "open")).isEqualTo("{\"open\":true,\"channel\":\"presence\"}");
    bob.press("check");
    bob.isIn("There is a channel “presence”");
    ana.press("leave");
    ana.isIn("Not connected");
    bob.press("check");
    bob.isIn("There is no channel “presence” yet");
  }

  @Test
  void dataReachesTheOthersBareAndIsOnlyText() {
    Demo ana = inside("Ana", "data");
    Demo bob = inside("Bob", "data");
    bob.enter("data-input", HOSTILE);
    ana.logs(HOSTILE);
    assertThat(bob.text("me-other", HOSTILE))
        .startsWith("{\"data\":{\"from\":\"page-")
        .endsWith("\"message\":\"" + HOSTILE + "\"},\"channel\":\"data\"}");
    assertThat(ana.text("other-me", HOSTILE))
        .startsWith("{\"from\":\"page-")
        .endsWith("\"message\":\"" + HOSTILE + "\"}");
    assertThat(ana.page().locator("img[src=x]")).hasCount(0);
  }

  @Test
  void twoPagesChatThroughADataChannel() {
    Demo ana = inside("Ana", "chat");
    Demo bob = inside("Bob", "chat");
    ana.press("call");
    assertThat(ana.get("line-state")).hasText("Connected directly to the other page");
    assertThat(bob.get("line-state")).hasText("Connected directly to the other page");
    ana.hasFrame("me-other", "offer");
    ana.hasFrame("other-me", "answer");

    int before = ana.frames("other-me").count();
    ana.enter("chat-input", "no server hears this");
    bob.logs("no server hears this");
    bob.enter("chat-input", HOSTILE);
    ana.logs(HOSTILE);
    ana.hasFrame("direct", HOSTILE);
    bob.hasFrame("direct", "no server hears this");
    ana.hasNoFrame("me-other", "no server hears this");
    assertThat(ana.frames("other-me").count()).isEqualTo(before);

    bob.press("leave");
    assertThat(ana.get("line-state")).hasText("No data channel");
    assertThat(ana.get("chat-input")).isDisabled();
  }

  private static Demo inside(String name, String channel) {
    Demo demo = open(name, channel).press("open");
    demo.isIn("In the channel “" + channel + "”");
    return demo;
  }

  private static Demo open(String name, String channel) {
    return Demo.open(stage.person(name), "channels.html#" + channel);
  }
}
