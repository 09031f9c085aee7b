// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.switchboard.turn.PortRange;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Testing one's devices and network: there are relays over UDP and TCP, and nobody where there
/// should be one over TLS.
final class SelfTestIT {
  private static final Relays relays = Relays.open(new PortRange(39_000, 39_999));
  private static final int PATIENCE = 60_000;

  /// A test is no download: 3 MB of payload, what it takes to carry them and what may be sent
  /// again, through two relays.
  private static final long MOST_RELAYED = 12_000_000;

  /// The browser asks for the camera until the test says no; what a page asks for, and plays, is
  /// written down.
  private static final String HELD_CAMERA =
      """
      globalThis.asked = [];
      navigator.mediaDevices.getUserMedia = wish => {
        asked.push(wish.video ? "video" : "audio");
        return new Promise((resolve, reject) => (globalThis.refuse = () => reject(new DOMException("none", "NotFoundError"))));
      };
      const play = Audio.prototype.play;
      Audio.prototype.play = function () {
        asked.push("sound");
        return play.call(this);
      };
      """;

  /// What never answers is waited for half as long.
  private static final String HASTE =
      """
      {
        const { setTimeout } = globalThis;
        globalThis.setTimeout = (run, ms, ...more) => setTimeout(run, ms > 10_000 ? ms / 2 : ms, ...more);
      }
      """;

  @RegisterExtension
  static final Stage stage =
      Stage.with(
          Relays.behind(
              String.join(
                  ",",
                  "stun:127.0.0.1:" + relays.port("udp"),
                  "turn:127.0.0.1:" + relays.port("udp") + "?transport=udp",
                  "turn:127.0.0.1:" + relays.port("tcp") + "?transport=tcp",
                  "turns:127.0.0.1:9?transport=tcp")));

  @AfterAll
  static void close() {
    relays.close();
  }

  @Test
  void everythingIsTriedAndToldInWordsAndInACode() {
    long before = relays.relayed();
    Person ana = stage.person("Ana");
    ana.page().addInitScript(HASTE);
    ana.comesHome();
    ana.page().getByTestId("test-link").click();
    assertThat(ana.page()).hasURL(ana.site() + "test");
    ana.page().getByTestId("test-run").press("Enter");
    concludes(ana);

    for (String works : new String[] {"camera", "mic", "server", "stun", "udp", "tcp"}) {
      assertThat(check(ana, works)).hasAttribute("data-outcome", "ok");
    }
    assertThat(check(ana, "tls")).hasAttribute("data-outcome", "failed");
    assertThat(check(ana, "tls")).containsText("127.0.0.1:9 does not answer");
    assertThat(check(ana, "udp")).containsText(Pattern.compile("Works, \\d+ ms there and back"));
    assertThat(check(ana, "speaker")).hasAttribute("data-outcome", "unsure");
    assertThat(code(ana)).hasText(Pattern.compile("SB2-1171-1112-\\d{1,4}-[1-9]\\d*-\\d\\d"));
    assertThat(check(ana, "rate")).containsText(Pattern.compile("About [\\d.,]+ Mbit/s"));
    assertThat(relays.relayed() - before).isBetween(100_000L, MOST_RELAYED);

    ana.page().getByTestId("heard-yes").click();
    assertThat(code(ana)).hasText(Pattern.compile("SB2-1111-1112-\\d{1,4}-[1-9]\\d*-\\d\\d"));
    assertThat(ana.page().getByTestId("test-verdict")).containsText("ready for calls");
    new Gallery().shows("selftest", ana);
    ana.page().getByTestId("copy-code").click();
    Wait.until(
        "the code on the clipboard",
        ana.page(),
        () -> code(ana).innerText().equals(ana.page().evaluate("navigator.clipboard.readText()")));
  }

  @Test
  void whoAllowsNoDevicesIsToldSoAndTheNetworkIsTestedAllTheSame() {
    Person bob = stage.person(new Person.Traits("Bob").speaking("zh-CN").withoutDevices());
    bob.page().addInitScript(HASTE);
    bob.page().navigate(bob.site() + "test");
    bob.page().getByTestId("test-run").click();
    concludes(bob);

    assertThat(check(bob, "camera")).hasAttribute("data-outcome", "denied");
    assertThat(check(bob, "mic")).hasAttribute("data-outcome", "denied");
    assertThat(code(bob)).hasText(Pattern.compile("SB2-4471-1112-\\d{1,4}-[1-9]\\d*-\\d\\d"));
    assertThat(bob.page().getByTestId("test-verdict")).containsText("网络正常。别人会听不到你");
    new Gallery().shows("selftest-denied", bob);
  }

  @Test
  void withoutAServerThePageSaysSo() {
    Person eva = stage.person("Eva").expecting("WebSocket connection to");
    eva.page().routeWebSocket("**/ws", socket -> socket.close());
    eva.page().addInitScript(HASTE);
    eva.page().navigate(eva.site() + "test");
    eva.page().getByTestId("test-run").click();
    concludes(eva);

    assertThat(check(eva, "server")).hasAttribute("data-outcome", "failed");
    assertThat(eva.page().getByTestId("test-verdict")).containsText("cannot be reached");
    assertThat(code(eva)).hasText(Pattern.compile("SB2-1172-3333-0-0-\\d\\d"));
  }

  /// It would be heard in a call.
  @Test
  void whoLeavesThePageEndsTheTest() {
    Person ana = stage.person("Ana");
    ana.page().addInitScript(HELD_CAMERA);
    ana.page().navigate(ana.site() + "test");
    ana.page().getByTestId("test-run").click();
    Wait.until(
        "the camera is asked for",
        ana.page(),
        () -> ana.page().evaluate("asked.join()").equals("video"));
    ana.page().getByTestId("back-home").click();
    assertThat(ana.home().get("start-room")).isVisible();
    // All that goes on without a camera would begin within this moment.
    ana.page()
        .evaluate(
            "async () => { refuse(); for (let i = 0; i < 50; i++) await new Promise(r => setTimeout(r)); }");
    assertThat(ana.page().evaluate("asked.join()")).isEqualTo("video");
  }

  /// Who follows a link to a room by that name finds the test; nobody starts one.
  @Test
  void noRoomHasTheNameOfTheTest() {
    Person ana = stage.person("Ana");
    Home home = ana.comesHome();
    home.typesRoom("test");
    assertThat(home.get("join-error")).containsText("not a Switchboard room");
  }

  private static Locator check(Person person, String name) {
    return person.page().locator("[data-test=check][data-check=" + name + "]");
  }

  private static Locator code(Person person) {
    return person.page().getByTestId("result-code");
  }

  private static void concludes(Person person) {
    assertThat(code(person))
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
  }
}
