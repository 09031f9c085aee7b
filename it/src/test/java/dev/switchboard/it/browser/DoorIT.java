// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import dev.switchboard.it.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Rooms that do not let everybody in: waiting room, lock, password.
final class DoorIT {

  @RegisterExtension static final Stage stage = Stage.with();

  private static CallPage starts(Person host, boolean lobby, String password) {
    Home home = host.comesHome().opensOptions();
    home.get("start-lobby").setChecked(lobby);
    home.get("start-password").fill(password);
    return home.startsRoom().joins();
  }

  @Test
  void whoKnocksIsLetIn() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    starts(ana, true, "");

    Prejoin door = bob.looksInto(ana.link());
    assertThat(door.get("join-now")).containsText("Ask to join");
    door.triesToJoin();
    new Lobby(bob).isTold("Ana knows you are here");
    assertThat(new Lobby(bob).get("preview").locator("video")).isVisible();

    assertThat(ana.call().banner("knock")).containsText("Bob is waiting to join");
    assertThat(ana.page().locator("#polite")).containsText("Bob is waiting to join");
    // By the keyboard alone, from the panel.
    ana.page().keyboard().press("p");
    ana.call().get("admit").focus();
    ana.page().keyboard().press("Enter");
    bob.sees(ana);
    ana.sees(bob);
    assertThat(ana.call().banner("knock")).isHidden();

    new HostPanel(ana).sets("lobby-on", false);
    stage.person("Eva").opens(ana.link()).hasPeople(3);
  }

  /// Two at most, the newest on top; that one shares is never behind them.
  @Test
  void newerBannersMakeOthersWait() {
    Line line = stage.line();
    Person ana = stage.person("Ana", line).expecting("WebSocket connection to");
    Person bob = stage.person("Bob");
    starts(ana, true, "");
    String link = ana.link();
    Prejoin door = bob.looksInto(link); // it is his tab that she shares
    ana.call().get("share").click();
    hasBanners(ana, "sharing");
    door.triesToJoin();
    hasBanners(ana, "knock", "sharing");
    assertThat(ana.call().get("waiting-count")).hasText("1");
    assertThat(ana.call().get("people"))
        .hasAttribute("aria-label", "People, Bob is waiting to join");

    line.cut();
    hasBanners(ana, "line", "sharing");
    line.mend();
    hasBanners(ana, "knock", "sharing");
    ana.call().get("knock-admit").click();
    hasBanners(ana, "sharing");
    assertThat(ana.call().get("waiting-count")).hasCount(0);
    ana.call().get("stop-share").click();
    hasBanners(ana);
  }

  /// From top to bottom.
  private static void hasBanners(Person person, String... names) {
    Locator shown = person.page().locator(".alerts > :not([hidden])");
    assertThat(shown).hasCount(names.length);
    for (int i = 0; i < names.length; i++) {
      assertThat(shown.nth(i)).hasAttribute("data-banner", names[i]);
    }
  }

  @Test
  void whoIsTurnedAwayMayAskAgain() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    starts(ana, true, "");
    bob.looksInto(ana.link()).triesToJoin();
    new Lobby(bob);
    ana.call().get("knock-deny").click();
    bob.isTold("denied");
    ana.call().isAlone();

    bob.page().getByTestId("retry").click();
    bob.prejoin().triesToJoin();
    new Lobby(bob).givesUp();
    assertThat(ana.call().banner("knock")).isHidden();
  }

  @Test
  void theHostHearsOfThoseWhoKnockedBefore() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    Person eva = stage.person("Eva");
    starts(ana, true, "");
    String link = ana.link();
    ana.call().leaves();

    bob.looksInto(link).triesToJoin();
    new Lobby(bob).isTold("No host is here yet");
    eva.looksInto(link).triesToJoin();
    new Lobby(eva);

    ana.page().getByTestId("rejoin").click();
    ana.prejoin().joins();
    new Lobby(bob).isTold("Ana knows you are here");
    assertThat(ana.call().banner("knock")).containsText("2 people are waiting to join");
    ana.call().get("knock-admit-all").click();
    ana.call().hasPeople(3);
    bob.sees(eva);
    eva.sees(ana);
  }

  @Test
  void whoWasInComesStraightBackAfterAReload() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    starts(ana, true, "");
    bob.looksInto(ana.link()).triesToJoin();
    ana.call().get("knock-admit").click();
    ana.sees(bob);

    bob.page().reload();
    ana.sees(bob);
    bob.sees(ana);
    ana.page().reload();
    new HostPanel(ana).hasRules(true);
    bob.sees(ana);
  }

  @Test
  void aLockedRoomLetsNobodyNewIn() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    ana.startsRoom();
    assertThat(ana.call().get("locked")).isHidden();
    new HostPanel(ana).sets("lock", true);
    assertThat(ana.call().get("locked")).isVisible();

    bob.looksInto(ana.link()).triesToJoin();
    bob.isTold("locked");
    new HostPanel(ana).sets("lock", false);
    assertThat(ana.call().get("locked")).isHidden();
    bob.page().getByTestId("retry").click();
    bob.prejoin().joins();
    ana.sees(bob);
  }

  /// Or they would believe that the room is protected as they wished.
  @Test
  void whoStartsARoomThatSomebodyHasIsToldThatItsRulesHold() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    starts(ana, false, "sesame");
    Home home = bob.comesHome().opensOptions();
    home.get("room-name").fill(ana.call().room());
    home.get("start-password").fill("my own");
    Prejoin door = home.startsRoom();
    assertThat(door.get("room-password")).isVisible();
    door.get("room-password").fill("sesame");
    door.joins();
    assertThat(bob.call().get("toast")).containsText("your room options do not hold");
    ana.sees(bob);
  }

  @Test
  void whatSomebodyWantsOfTheirOwnRoomHoldsWhenTheyComeBack() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    starts(ana, false, "sesame");
    String name = ana.call().room();
    String link = ana.link();
    ana.call().leaves();
    Home home = ana.comesHome().opensOptions();
    home.get("room-name").fill(name);
    home.get("start-password").fill("abracadabra");
    home.startsRoom().joins();

    Prejoin door = bob.looksInto(link);
    door.get("room-password").fill("sesame");
    door.triesToJoin();
    assertThat(door.get("password-error")).containsText("does not match");
    door.get("room-password").fill("abracadabra");
    door.joins();
    bob.sees(ana);
    assertThat(ana.call().get("toast")).not().containsText("do not hold");
  }

  @Test
  void aPasswordIsAskedFor() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    starts(ana, false, "sesame");

    Prejoin door = bob.looksInto(ana.link());
    assertThat(door.get("room-password")).isVisible();
    door.triesToJoin();
    assertThat(door.get("password-error")).containsText("This room has a password");
    assertThat(door.get("room-password")).isFocused();
    bob.page().setViewportSize(390, 640); // there the button lies over the end of the page
    bob.page().evaluate("scrollTo(0, 0)");
    door.get("room-password").fill("open");
    door.get("room-password").press("Enter");
    assertThat(door.get("password-error")).containsText("does not match");
    Wait.until(
        "the reason above the button",
        bob.page(),
        () -> end(door.get("password-error")) <= start(bob.page().locator(".pre-go")));
    bob.page().setViewportSize(Person.WIDTH, Person.HEIGHT);
    door.get("room-password").fill("sesame");
    door.joins();
    ana.sees(bob);
  }

  private static double start(Locator what) {
    return what.boundingBox().y;
  }

  private static double end(Locator what) {
    BoundingBox box = what.boundingBox();
    return box.y + box.height;
  }
}
