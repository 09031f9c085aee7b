// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The connection details: opened by key, menu or the bars, and what they show.
final class DetailsIT {
  private static final Pattern DRAWN = Pattern.compile("^M[\\d.]+ [\\d.]+(L[\\d.]+ [\\d.]+){2,}$");
  private static final Pattern AN_ADDRESS =
      Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+(?!\\.?\\d* (Safari|Chrom))|\\.local\\b");

  @RegisterExtension static final Stage stage = Stage.with();

  @Test
  void theDetailsShowWhatFlowsAndWhichWay() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    ana.startsRoom();
    bob.opens(ana.link());
    ana.sees(bob);

    ana.page().keyboard().press("i");
    CallPage call = ana.call();
    assertThat(call.get("stats")).isVisible();
    assertThat(call.get("stats").getByText("Connection details")).isFocused();
    assertThat(call.get("mini")).hasCount(4);
    for (Locator mini : call.get("mini").all()) {
      assertThat(mini.locator("path.line")).hasAttribute("d", DRAWN);
    }
    assertThat(mini(ana, "stats.sent").locator("b")).hasText(Pattern.compile("[\\d.]+ Mbit/s"));
    assertThat(mini(ana, "stats.rtt").locator("b")).hasText(Pattern.compile("\\d+ ms"));
    assertThat(call.get("stats-facts")).containsText(Pattern.compile("\\d+ × \\d+, \\d+ fps"));
    assertThat(call.get("stats-facts")).containsText("Opus, 48 kHz");
    Locator row = call.get("stats-people").locator("tr");
    assertThat(row).hasCount(1);
    assertThat(row).containsText("Bob");
    assertThat(row).containsText("Direct, UDP");
    Locator figures = row.locator("td.n"); // there and back, lost, received, frames
    assertThat(figures.nth(0)).hasText(Pattern.compile("\\d+"));
    assertThat(figures.nth(1)).hasText(Pattern.compile("\\d+(\\.\\d)?"));
    assertThat(figures.nth(2)).hasText(Pattern.compile("0\\.\\d+|[1-9].*"));
    assertThat(figures.nth(3)).hasText(Pattern.compile("[1-9]\\d*"));

    ana.page().keyboard().press("Escape");
    assertThat(call.get("stats")).hasCount(0);
    call.opensMenu();
    call.get("more-stats").click();
    assertThat(call.get("stats")).isVisible();
    call.get("stats-close").click();
    assertThat(call.get("stats")).hasCount(0);
    call.get("quality").press("Enter");
    assertThat(call.get("stats")).isVisible();
    ana.page().keyboard().press("Escape");
    assertThat(call.get("quality")).isFocused();
  }

  @Test
  void theReportIsForSupportAndHasNoAddressesAndNoNames() {
    Person ana = stage.person(new Person.Traits("Ana").speaking("zh-CN"));
    Person bob = stage.person("Bob");
    ana.startsRoom();
    bob.opens(ana.link());
    ana.sees(bob);

    ana.call().get("quality").click();
    assertThat(ana.call().get("stats")).containsText("最近 60 秒");
    assertThat(ana.call().get("stats-people")).containsText("直连，UDP");
    ana.call().get("stats-copy").click();
    Wait.until("a report", ana.page(), () -> copied(ana).contains("lastMinute"));
    String report = copied(ana);
    assertThat(report).contains("\"switchboard\": \"connection report 1\"", "\"relayed\": false");
    assertThat(report).doesNotContain("Bob", ana.call().room());
    assertThat(AN_ADDRESS.matcher(report).find()).as(report).isFalse();
  }

  private static String copied(Person person) {
    return (String) person.page().evaluate("navigator.clipboard.readText()");
  }

  private static Locator mini(Person person, String chart) {
    return person.page().locator("[data-test=mini][data-chart='" + chart + "']");
  }
}
