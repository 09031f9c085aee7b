// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.demos;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.it.browser.Person;
import dev.switchboard.it.browser.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The page of tutorial 001.
final class RelayIT {

  @RegisterExtension static final Stage stage = Stage.with();

  @Test
  void twoPagesSeeEachOther() {
    Demo ana = open("Ana", "relay.html#see").press("start");
    ana.isIn("Waiting for a second page");
    ana.seesItself();
    Demo bob = open("Bob", "relay.html#see").press("start");
    ana.seesTheOther();
    bob.seesTheOther();
    ana.isIn("Connected directly");

    // Ana's offer was lost, so that it is Bob's which makes the call.
    ana.hasFrame("other-me", "offer");
    ana.hasFrame("me-other", "answer");
    bob.hasFrame("other-me", "answer");
    ana.hasFrame("direct", "picture and sound");
    assertThat(bob.text("me-other", "offer"))
        .startsWith("{\"message_type\":\"SDP\",\"content\":{\"type\":\"offer\",\"sdp\":\"v=0");
    assertThat(ana.text("other-me", "offer")).isEqualTo(bob.text("me-other", "offer"));
    assertThat(bob.text("me-other", "candidate"))
        .startsWith("{\"message_type\":\"CANDIDATE\",\"content\":{\"candidate\":\"candidate:");

    bob.press("stop");
    assertThat(bob.get("other")).isHidden();
    bob.isIn("Not connected");
  }

  @Test
  void whoeverReloadsIsSeenAgain() {
    Demo ana = open("Ana", "relay.html#again").press("start");
    ana.isIn("Waiting");
    Demo bob = open("Bob", "relay.html#again").press("start");
    ana.seesTheOther();
    bob.page().reload();
    bob.press("start");
    bob.seesTheOther();
    ana.seesTheOther();
  }

  @Test
  void withACodeOnlyThoseWithTheSameCodeMeet() {
    Demo ana = withCode("Ana", "123456789");
    withCode("Eva", "987654321");
    Demo bob = withCode("Bob", "123456789");
    ana.seesTheOther();
    bob.seesTheOther();
    assertThat(bob.text("me-other", "offer")).endsWith(",\"code\":\"123456789\"}");
    assertThat(ana.labels("other-me")).containsOnlyOnce("offer");
  }

  @Test
  void aCodeThatIsTooShortIsNotTaken() {
    Demo ana = open("Ana", "relay.html");
    ana.get("code").fill("12345678");
    ana.press("start");
    assertThat(ana.get("code")).isFocused();
    assertThat(ana.get("code")).hasAttribute("aria-invalid", "true");
    assertThat(ana.get("start")).isEnabled();
  }

  @Test
  void nonsenseFromOthersIsSaidAndDoesNoHarm() {
    Demo ana = open("Ana", "relay.html#nonsense").press("start");
    ana.isIn("Waiting");
    Demo eva = open("Eva", "relay.html#nonsense");
    eva.page()
        .evaluate(
            """
            () => new Promise(done => {
              const socket = new WebSocket(location.origin.replace("http", "ws") + "/tutorial/relay/nonsense");
              socket.onopen = () => {
                for (const text of ["<b>no JSON", "null", '{"message_type":"SDP"}']) socket.send(text);
                done();
              };
            })
            """);
    ana.isIn("could not use what it was sent");
    ana.hasFrame("other-me", "<b>no JSON");
    Demo bob = open("Bob", "relay.html#nonsense").press("start");
    bob.seesTheOther();
    ana.seesTheOther();
  }

  @Test
  void withoutACameraADrawingIsSent() {
    Demo ana = open("Ana", "relay.html#drawing").press("start");
    ana.isIn("Waiting");
    Person guest = stage.person(new Person.Traits("Bob").withoutDevices());
    Demo bob = Demo.open(guest, "relay.html#drawing").press("start");
    assertThat(bob.get("camera-note")).containsText("sends a drawing");
    ana.seesTheOther();
    bob.seesTheOther();
  }

  /// On another device in the room there is no https, as a rule, and so no camera.
  @Test
  void overPlainHttpADrawingIsSentToo() {
    Demo ana = open("Ana", "relay.html#lan").press("start");
    ana.isIn("Waiting");
    Person guest = stage.personOnPlainHttp("Bob").expecting("Cross-Origin-Opener-Policy");
    Demo bob = Demo.open(guest, "relay.html#lan").press("start");
    assertThat(bob.get("camera-note")).containsText("https and localhost only");
    ana.seesTheOther();
    bob.seesTheOther();
  }

  private static Demo withCode(String name, String code) {
    Demo demo = open(name, "relay.html#codes");
    demo.get("code").fill(code);
    demo.press("start").isIn("Waiting for a second page");
    return demo;
  }

  private static Demo open(String name, String file) {
    return Demo.open(stage.person(name), file);
  }
}
