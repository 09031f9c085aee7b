// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What the server's owner sees and does, and what people tell them after their calls.
@Timeout(300)
final class OwnerIT {
  private static final String TOKEN = "watch-the-lamps-all-night";

  @RegisterExtension static final Stage stage = Stage.with("--admin-token=" + TOKEN);

  private static void opensTheStatus(Person owner) {
    owner.page().navigate(owner.site() + "admin");
    get(owner, "admin-token").fill(TOKEN);
    get(owner, "admin-token").press("Enter");
    assertThat(get(owner, "admin")).isVisible();
    assertThat(get(owner, "admin-state")).hasAttribute("data-on", "jade");
  }

  private static Locator get(Person person, String hook) {
    return person.page().getByTestId(hook);
  }

  private static Locator room(Person owner, String name) {
    return owner.page().locator("[data-test=open-rooms] tr[data-room='" + name + "']");
  }

  private static Locator kpi(Person owner, String name) {
    return owner.page().locator("[data-kpi=" + name + "] .value");
  }

  @Test
  void onlyWhoKnowsTheTokenSeesTheStatus() {
    Person eva = stage.person("Eva").expecting("401").expecting("ERR_FAILED");
    eva.page().navigate(eva.site() + "admin");
    assertThat(eva.page()).hasTitle("Server status · Switchboard");
    get(eva, "admin-token").fill("小明的密码");
    get(eva, "signin-go").click();
    assertThat(get(eva, "signin-error")).containsText("not the admin password");
    get(eva, "admin-token").fill(TOKEN + "x");
    get(eva, "signin-go").click();
    assertThat(get(eva, "signin-error")).containsText("not the admin password");
    assertThat(get(eva, "admin-token")).isFocused();
    assertThat(get(eva, "admin")).hasCount(0);

    get(eva, "admin-token").fill(TOKEN);
    get(eva, "signin-go").click();
    assertThat(get(eva, "admin")).isVisible();
    assertThat(eva.page()).not().hasURL(Pattern.compile(TOKEN));
    assertThat(eva.page().content()).doesNotContain(TOKEN);
    eva.page().reload();
    assertThat(get(eva, "admin-state")).hasAttribute("data-on", "jade");
    get(eva, "signout").click();
    assertThat(get(eva, "signin")).isVisible();
    eva.page().reload();
    assertThat(get(eva, "signin")).isVisible();
  }

  @Test
  void theOwnerSeesWhatGoesOnAndEndsARoomByKeyboard() {
    Person owner = stage.person("Olga");
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    opensTheStatus(owner);
    ana.startsRoom();
    String name = ana.call().room();
    assertThat(room(owner, name)).containsText("1");
    bob.opens(ana.link());
    ana.sees(bob);
    assertThat(room(owner, name).locator("td").nth(1)).hasText("2");
    assertThat(kpi(owner, "rooms")).hasText("1");
    assertThat(kpi(owner, "connections")).hasText(Pattern.compile("[3-9]|\\d\\d"));
    assertThat(get(owner, "node")).containsText("Healthy");

    Keyboard keys = owner.page().keyboard();
    Locator close = room(owner, name).getByTestId("close-room");
    close.focus();
    keys.press("Enter");
    assertThat(get(owner, "ask-close")).containsText("2 people are in it");
    keys.press("Escape");
    assertThat(close).isFocused();
    keys.press("Enter");
    assertThat(get(owner, "ask-close").locator("h2")).isFocused();
    keys.press("Tab");
    keys.press("Tab");
    assertThat(get(owner, "yes")).isFocused();
    keys.press("Enter");
    assertThat(room(owner, name)).hasCount(0);
    for (Person person : new Person[] {ana, bob}) {
      assertThat(person.page().locator("[data-test=ended][data-why=host]")).isVisible();
      assertThat(get(person, "back-home")).isVisible();
      assertThat(get(person, "rejoin")).hasCount(0);
    }
  }

  /// The figures stay, and are shown for what they are.
  @Test
  void whatIsNotNewIsMarkedAsSuch() {
    Person owner = stage.person("Olga").expecting("ERR_FAILED");
    opensTheStatus(owner);
    owner.page().route("**/admin/api/**", Route::abort);
    assertThat(get(owner, "admin-state")).hasAttribute("data-on", "amber");
    assertThat(owner.page().locator("main[data-stale]")).isVisible();
    assertThat(kpi(owner, "connections")).hasText(Pattern.compile("\\d+"));
    owner.page().unroute("**/admin/api/**");
    assertThat(get(owner, "admin-state")).hasAttribute("data-on", "jade");
    assertThat(owner.page().locator("main[data-stale]")).hasCount(0);
  }

  @Test
  void whatPeopleSayOfTheirCallReachesTheOwner() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    ana.startsRoom();
    bob.opens(ana.link());
    ana.sees(bob);
    bob.call().leaves();
    get(bob, "rate-send").click();
    assertThat(get(bob, "rated")).hasCount(0); // a choice is needed
    get(bob, "score-great").check(new Locator.CheckOptions().setForce(true));
    assertThat(get(bob, "problem-freeze")).isHidden();
    get(bob, "score-great").press("ArrowLeft");
    get(bob, "score-fine").press("ArrowLeft");
    assertThat(get(bob, "score-patchy")).isChecked();
    get(bob, "problem-freeze").press(" ");
    get(bob, "rate-send").press("Enter");
    assertThat(get(bob, "rated")).containsText("The server's owner will see it");
    assertThat(get(bob, "rated")).isFocused();
    assertThat(get(bob, "rate-send")).hasCount(0);
    assertThat(get(bob, "rejoin")).isVisible();

    opensTheStatus(ana);
    assertThat(get(ana, "ratings")).containsText(Pattern.compile("Patchy\\s*1"));
    assertThat(get(ana, "ratings")).containsText("Picture froze 1");
  }

  @Test
  void whoWasAloneIsAskedNothing() {
    Person ana = stage.person("Ana");
    ana.startsRoom().isAlone();
    ana.call().leaves();
    assertThat(get(ana, "rejoin")).isVisible();
    assertThat(get(ana, "rate")).hasCount(0);
  }

  @Test
  void allOfItIsPictured() {
    String name = "街角集市";
    Gallery gallery = new Gallery();
    Person owner = stage.person("Olga").expecting("ERR_FAILED");
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    Page page = owner.page();
    page.navigate(owner.site() + "admin");
    assertThat(get(owner, "signin")).isVisible();
    gallery.shows("admin-signin", owner);
    ana.opens(name);
    bob.opens(name);
    ana.sees(bob);
    bob.call().says("hello");
    ana.call().get("unread").waitFor();
    bob.call().wasMeasured();
    opensTheStatus(owner);
    assertThat(room(owner, name)).isVisible();
    page.waitForCondition(
        () ->
            page.locator("[data-chart=traffic] path.line").first().getAttribute("d").length() > 20,
        new Page.WaitForConditionOptions().setTimeout(60_000));
    gallery.shows("admin", owner);
    room(owner, name).getByTestId("close-room").click();
    gallery.shows("admin-close", owner);
    get(owner, "no").click();
    bob.call().leaves();
    get(bob, "score-patchy").check(new Locator.CheckOptions().setForce(true));
    gallery.shows("ended-rating", bob);
    assertThat(gallery.pictures()).isEqualTo(20);
  }
}
