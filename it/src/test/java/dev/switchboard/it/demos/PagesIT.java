// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.demos;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.switchboard.it.browser.Person;
import dev.switchboard.it.browser.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What all demo pages have in common: the list of them, their words, their looks.
final class PagesIT {

  @RegisterExtension static final Stage stage = Stage.with();

  private static final List<String> NAMES =
      List.of("broadcast", "relay", "channels", "login", "chat");

  /// Controls that a screen reader would have no name for.
  private static final String NAMELESS =
      """
      [...document.querySelectorAll("a, button, input, summary, video, [role=group], [role=log]")]
        .filter(el => el.checkVisibility() && !el.getAttribute("aria-label") && !el.labels?.length
          && (el.matches("input, video, [role]") || !el.textContent.trim()))
        .map(el => el.outerHTML)
      """;

  @Test
  void theListLeadsToEveryDemoAndItsSource() {
    Person ana = stage.person("Ana").expecting("404");
    Demo list = Demo.open(ana, "");
    assertThat(list.get("demo")).hasCount(NAMES.size());
    for (int i = 0; i < NAMES.size(); i++) {
      Locator demo = list.get("demo").nth(i);
      assertThat(demo).containsText("lines");
      assertThat(demo.getByText("Source")).isVisible();
      demo.getByText("Open demo").click();
      assertThat(list.page()).hasURL(stage.server().url() + "demos/" + NAMES.get(i) + ".html");
      assertThat(list.get("state")).isVisible();
      list.page().locator(".eyebrow a").click();
    }
    assertThat(ana.page().navigate(stage.server().url() + "demos").status()).isEqualTo(200);
    assertThat(list.get("demo")).hasCount(NAMES.size());
  }

  @Test
  void aPageShowsItsSourceAndTheLineToChange() {
    Demo ana = Demo.open(stage.person("Ana"), "relay.html#tea room");
    String address = stage.server().url().replace("http", "ws") + "tutorial/relay/tea%20room";
    assertThat(ana.get("line")).hasText("new WebSocket(\"" + address + "\")");
    ana.press("copy");
    assertThat(ana.page().evaluate("navigator.clipboard.readText()"))
        .isEqualTo("new WebSocket(\"" + address + "\")");
    ana.press("source");
    assertThat(ana.get("source")).containsText("const signaling = new WebSocket(url);");
    assertThat(ana.get("second")).hasAttribute("href", ana.page().url());
  }

  @Test
  void theLanguageIsSwitchedInPlaceAndSharedWithTheApp() {
    Demo ana = Demo.open(stage.person("Ana"), "broadcast.html#words").press("connect");
    ana.isIn("Connected to the server");
    ana.press("lang");
    ana.isIn("已连接服务器");
    assertThat(ana.frames("me-server")).containsText("已连接");
    assertThat(ana.page()).hasTitle("传递消息 · Switchboard");
    assertThat(ana.page().locator("html")).hasAttribute("lang", "zh-CN");
    ana.page().navigate(stage.server().url());
    assertThat(ana.page().locator("h1")).hasText("想和谁通话？");
    Demo again = Demo.open(stage.person("Bob"), "login.html?lang=zh");
    again.isIn("未连接");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "broadcast.html", "relay.html", "channels.html", "login.html", "chat.html"})
  void everyControlHasANameAndNothingIsWiderThanASmallPhone(String file) {
    Demo ana = Demo.open(stage.person("Ana").expecting("404"), file);
    ana.page().setViewportSize(320, 640);
    assertThat(ana.page().locator("h1")).isVisible();
    assertThat((List<?>) ana.page().evaluate(NAMELESS)).isEmpty();
    assertThat(ana.page().evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
    ana.keys().press("Tab");
    assertThat(ana.page().locator("#skip")).isFocused();
    ana.keys().press("Enter");
    assertThat(ana.page().locator("main")).isFocused();
  }
}
