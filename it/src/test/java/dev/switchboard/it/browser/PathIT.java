// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.switchboard.turn.PortRange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// People see which way their call takes: straight, or through a relay.
final class PathIT {
  private static final Relays relays = Relays.open(new PortRange(34_000, 34_999));

  @RegisterExtension static final Stage stage = Stage.with(relays.options("tcp"));

  @AfterAll
  static void close() {
    relays.close();
  }

  private static Locator path(Person person) {
    if (!person.page().getByTestId("people-list").isVisible()) {
      person.page().keyboard().press("p");
    }
    return person.page().getByTestId("path");
  }

  @Test
  void aCallThroughARelayIsCalledSo() {
    Person ana = stage.person("Ana");
    Person bob = stage.person(new Person.Traits("Bob").speaking("zh-CN"));
    ana.page().addInitScript(Relays.RELAY_ONLY);
    bob.page().addInitScript(Relays.RELAY_ONLY);
    ana.startsRoom();
    bob.opens(ana.link());
    ana.sees(bob);
    bob.sees(ana);

    assertThat(path(ana)).hasText("Relayed, encrypted, TCP");
    assertThat(path(bob)).hasText("中继，已加密，TCP");
    assertThat(ana.call().get("safety-path")).hasText("Relayed");
    assertThat(bob.call().get("safety-path")).hasText("中继");
    assertThat(relays.relayed()).isPositive();
  }

  @Test
  void whoAlwaysWantsTheRelayGetsItFromTheNextConnectionOn() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    ana.startsRoom();
    bob.opens(ana.link());
    ana.sees(bob);
    assertThat(path(ana)).hasText("Direct, UDP");
    assertThat(bob.call().get("safety-path")).hasText("Direct");

    ana.call().opensMenu();
    ana.call().get("more-settings").click();
    ana.call().get("tab-net").click();
    ana.call().get("set-relay").check();
    ana.page().reload();
    ana.sees(bob);
    assertThat(path(ana)).hasText("Relayed, encrypted, TCP");
    assertThat(bob.call().get("safety-path")).hasText("Relayed");
    ana.sees(bob);
    bob.sees(ana);
  }

  /// Once they are in, the others know their addresses: the choice is there before.
  @Test
  void theRelayIsChosenBeforeTheFirstCall() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    Person eva = stage.person("Eva");
    ana.comesHome();
    choosesTheRelay(ana);
    ana.home().startsRoom().joins();
    bob.opens(ana.link());
    bob.sees(ana);
    assertThat(path(bob)).hasText("Relayed, encrypted, TCP");

    Prejoin door = eva.looksInto(ana.link());
    choosesTheRelay(eva);
    door.joins();
    bob.sees(eva);
    assertThat(path(bob))
        .hasText(new String[] {"Relayed, encrypted, TCP", "Relayed, encrypted, TCP"});
  }

  private static void choosesTheRelay(Person person) {
    Page page = person.page();
    page.getByTestId("open-settings").click();
    page.getByTestId("tab-net").click();
    page.getByTestId("set-relay").check();
    page.keyboard().press("Escape");
    assertThat(page.getByTestId("settings")).hasCount(0);
    assertThat(page.getByTestId("open-settings")).isFocused();
  }

  @Test
  void aCallThatGoesStraightIsCalledSo() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    ana.startsRoom();
    bob.opens(ana.link());
    ana.sees(bob);

    assertThat(path(ana)).hasText("Direct, UDP");
    assertThat(path(bob)).hasText("Direct, UDP");
    assertThat(ana.call().get("safety")).containsText("Direct");
    ana.call().get("safety").click();
    assertThat(ana.call().get("verify-path")).hasText("Direct, UDP");
  }
}
