// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.demos;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.it.browser.Person;
import dev.switchboard.it.browser.Relays;
import dev.switchboard.it.browser.Stage;
import dev.switchboard.turn.PortRange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The demo pages find each other where nothing but relays is left: what `/ice` told them works.
final class IceIT {
  private static final Relays relays = Relays.open(new PortRange(35_000, 35_999));

  @RegisterExtension static final Stage stage = Stage.with(relays.options("udp"));

  @AfterAll
  static void close() {
    relays.close();
  }

  private static Demo open(String name, String file) {
    Person person = stage.person(name);
    person.page().addInitScript(Relays.RELAY_ONLY);
    return Demo.open(person, file);
  }

  @Test
  void relay() {
    Demo ana = open("Ana", "relay.html#ice").press("start");
    ana.isIn("Waiting");
    Demo bob = open("Bob", "relay.html#ice").press("start");
    ana.seesTheOther();
    bob.seesTheOther();
    ana.isIn("Connected to the other page through a relay");
    ana.hasFrame("direct", "picture and sound, through a relay");
    assertThat(relays.relayed()).isPositive();
  }

  @Test
  void channels() {
    Demo ana = open("Ana", "channels.html").press("open");
    ana.isIn("In the channel");
    Demo bob = open("Bob", "channels.html").press("open");
    bob.isIn("In the channel");
    ana.press("call");
    assertThat(bob.get("chat-input")).isEnabled();
    bob.enter("chat-input", "through a relay");
    ana.logs("through a relay");
    assertThat(ana.get("line-state")).hasText("Connected to the other page through a relay");
    ana.hasFrame("direct", "data channel open, through a relay");
  }

  @Test
  void login() {
    Demo ana = open("Ana", "login.html").enter("name", "ice-ana");
    ana.isIn("Signed in as ice-ana");
    Demo bob = open("Bob", "login.html").enter("name", "ice-bob");
    bob.isIn("Signed in as ice-bob");
    ana.enter("other-name", "ice-bob");
    ana.seesTheOther();
    bob.seesTheOther();
    bob.hasFrame("direct", "picture and sound, through a relay");
  }

  @Test
  void chat() {
    Demo ana = open("Ana", "chat.html").enter("name", "ice-ana");
    Demo bob = open("Bob", "chat.html").enter("name", "ice-bob");
    ana.get("people").getByText("Call ice-bob").click();
    ana.seesTheOther();
    bob.seesTheOther();
    bob.hasFrame("direct", "picture and sound, through a relay");
  }

  @Test
  void thePageSaysHowOnesOwnPageDoesIt() {
    Demo ana = open("Ana", "login.html");
    assertThat(ana.get("ice"))
        .hasText(
            "new RTCPeerConnection(await (await fetch(\""
                + stage.server().url()
                + "ice\")).json())");
  }
}
