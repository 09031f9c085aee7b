// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What hosts do in a call, and guests cannot.
final class HostIT {

  @RegisterExtension static final Stage stage = Stage.with();

  /// Some more in the room, who only listen.
  private static final String MORE =
      """
      async room => {
        const { connect } = await import("/client/switchboard.js");
        for (const name of ["Wei 1", "Noor 2", "Zoë 3", "Kofi 4", "Lin 5"])
          await connect({ about: { name }, storage: null }).join(room);
      }
      """;

  private final Person ana = stage.person("Ana");
  private final Person bob = stage.person("Bob");

  private void anaHasBobInARoom() {
    ana.startsRoom();
    bob.opens(ana.link());
    ana.sees(bob);
  }

  @Test
  void guestsHaveNoneOfIt() {
    anaHasBobInARoom();
    HostPanel his = new HostPanel(bob);
    his.shows(ana, "owner");
    his.hasNoMenuFor(ana);
    his.hasRules(false);
    bob.call().opensMenu();
    assertThat(bob.call().get("end-all")).hasCount(0);
    // Nor by hand: the server checks.
    Object code =
        bob.page()
            .evaluate(
                """
                async room => {
                  const { connect } = await import("/client/switchboard.js");
                  const line = connect();
                  const { chair } = await line.join(room);
                  const said = [];
                  for (const act of [() => chair.end(), () => chair.rule({ locked: true }), () => chair.ask("mute")])
                    said.push(await act().then(() => "done", e => e.code));
                  line.close();
                  return said.join(" ");
                }
                """,
                ana.call().room());
    assertThat(code).isEqualTo("not-host not-host not-host");
  }

  @Test
  void aHostMutesOneAndAll() {
    anaHasBobInARoom();
    new HostPanel(ana).does("ask-mute", bob);
    bob.call().hasMicrophone(false);
    assertThat(bob.call().get("toast")).containsText("The host muted you");
    ana.call().tile(bob).isMuted(true);

    bob.call().switchesMicrophone(true);
    new HostPanel(ana).get("mute-all").click();
    bob.call().hasMicrophone(false);
    ana.call().hasMicrophone(true);

    new HostPanel(ana).does("ask-stop-video", bob);
    assertThat(bob.call().get("camera")).hasAttribute("data-live", "false");
    ana.call().tile(bob).showsAvatar(true);
  }

  @Test
  void menusOpenBesideTheirKeys() {
    anaHasBobInARoom();
    HostPanel panel = new HostPanel(ana);
    for (int width : new int[] {Person.WIDTH, 390}) {
      ana.page().setViewportSize(width, Person.HEIGHT);
      panel.options(bob).click();
      isBeside(ana, panel.options(bob));
      assertThat(panel.get("people-panel")).isVisible();
    }
    ana.call().get("close-panel").click();
    for (int width : new int[] {390, Person.WIDTH}) {
      ana.page().setViewportSize(width, Person.HEIGHT);
      ana.call().get("more").click();
      isBeside(ana, ana.call().get("more"));
    }
    // Also where the phone is turned meanwhile.
    ana.page().setViewportSize(844, 390);
    ana.call().get("more").click();
    ana.page().setViewportSize(390, 844);
    isBeside(ana, ana.call().get("more"));
    ana.call().get("more").click();
    ana.page().setViewportSize(844, 390);
    isBeside(ana, ana.call().get("more"));
  }

  /// The open menu touches its key nearly, covers none of it, and is in the page; closes it.
  private static void isBeside(Person person, Locator key) {
    Locator menu = person.page().locator(".menu");
    assertThat(menu).isVisible();
    BoundingBox at = key.boundingBox();
    BoundingBox is = menu.boundingBox();
    double gap = Math.max(is.y - (at.y + at.height), at.y - (is.y + is.height));
    assertThat(gap).as("between the menu and its key").isBetween(0.0, 24.0);
    assertThat(Math.max(is.x, at.x)).isLessThan(Math.min(is.x + is.width, at.x + at.width));
    assertThat(is.x).isNotNegative();
    assertThat(is.y).isNotNegative();
    assertThat(is.x + is.width).isLessThanOrEqualTo(person.page().viewportSize().width);
    assertThat(is.y + is.height).isLessThanOrEqualTo(person.page().viewportSize().height);
    person.page().keyboard().press("Escape");
    assertThat(menu).hasCount(0);
  }

  @Test
  void whatHappensBehindAnOpenMenuIsShownWhenItCloses() {
    anaHasBobInARoom();
    HostPanel panel = new HostPanel(ana);
    panel.options(bob).click();
    assertThat(ana.page().locator(".menu")).isVisible();
    bob.call().get("hand").click();
    ana.call().tile(bob).hasHandUp(true);
    ana.page().keyboard().press("Escape");
    panel.showsHand(bob, "1");
    assertThat(panel.options(bob)).isFocused();

    panel.does("remove", bob);
    bob.call().get("hand").click();
    panel.hasNoHand(bob);
    panel.says("ask-remove", "no");
    assertThat(panel.options(bob)).isFocused();
  }

  @Test
  void manyPeopleAreLookedForByName() {
    anaHasBobInARoom();
    HostPanel panel = new HostPanel(ana);
    assertThat(panel.get("people-search")).isHidden();
    bob.page().evaluate(MORE, ana.call().room());
    assertThat(panel.get("people-list").locator("li")).hasCount(7);
    panel.get("people-search").fill("zoe");
    assertThat(panel.get("people-list").locator("li")).hasCount(1);
    assertThat(panel.get("people-list")).containsText("Zoë 3");
    ana.page().keyboard().press("Escape");
    assertThat(panel.get("people-search")).hasValue("");
    assertThat(panel.get("people-list").locator("li")).hasCount(7);
  }

  @Test
  void aHostStopsAShare() {
    anaHasBobInARoom();
    bob.call().get("share").click();
    ana.call().screen(bob).moves();
    new HostPanel(ana).does("ask-stop-share", bob);
    ana.call().screen(bob).isGone();
    assertThat(bob.call().get("toast")).containsText("stopped your screen share");
  }

  @Test
  void whoIsRemovedIsNotAskedBackButMayComeByTheLink() {
    anaHasBobInARoom();
    new HostPanel(ana).does("remove", bob).says("ask-remove", "no");
    ana.call().tile(bob).isThere();
    new HostPanel(ana).does("remove", bob).says("ask-remove", "yes");
    assertThat(bob.page().locator("[data-test=ended][data-why=removed]")).isVisible();
    ana.call().isAlone();
    assertThat(bob.page().getByTestId("back-home")).isVisible();
    assertThat(bob.page().getByTestId("rejoin")).hasCount(0);
    bob.opens(ana.link());
    ana.sees(bob);
  }

  @Test
  void whoIsBannedDoesNotComeBackByAReload() {
    anaHasBobInARoom();
    String link = ana.link();
    HostPanel panel = new HostPanel(ana).does("remove", bob);
    panel.get("ban").check();
    panel.says("ask-remove", "yes");
    assertThat(bob.page().locator("[data-test=ended][data-why=banned]")).isVisible();

    bob.page().reload();
    bob.prejoin().triesToJoin();
    bob.isTold("banned");
    new Gallery().pairs("error-banned", bob);
    bob.inASecondTab().looksInto(link).triesToJoin();
    ana.call().isAlone();
  }

  @Test
  void aHostSetsAnotherPasswordAndNone() {
    anaHasBobInARoom();
    HostPanel panel = new HostPanel(ana);
    assertThat(panel.get("people-panel")).containsText("Newcomers need none");
    panel.get("password").press("Enter");
    panel.get("new-password").fill("sesame");
    panel.get("new-password").press("Enter");
    assertThat(ana.call().get("toast")).containsText("new password");
    assertThat(panel.get("ask-password")).hasCount(0);
    assertThat(panel.get("password")).isFocused();
    assertThat(panel.get("people-panel")).containsText("Newcomers have to know it");

    Person eva = stage.person("Eva");
    Prejoin door = eva.looksInto(ana.link());
    door.triesToJoin();
    assertThat(door.get("password-error")).containsText("This room has a password");
    door.get("room-password").fill("sesame");
    door.triesToJoin();
    ana.sees(eva);

    panel.get("password").click();
    panel.get("password-remove").click();
    assertThat(panel.get("people-panel")).containsText("Newcomers need none");
    stage.person("Zoe").opens(ana.link());
    ana.call().hasPeople(4);
    new HostPanel(bob);
    assertThat(bob.call().get("password")).isHidden();
  }

  @Test
  void handsHaveTheServersOrderEverywhere() {
    Person eva = stage.person("Eva");
    anaHasBobInARoom();
    eva.opens(ana.link());
    ana.call().hasPeople(3);
    bob.sees(eva);

    eva.call().get("hand").click();
    ana.call().tile(eva).hasHandUp(true);
    bob.page().keyboard().press("h");
    ana.call().tile(bob).hasHandUp(true);
    assertThat(bob.page().locator("#polite")).containsText("Your hand is up");
    for (Person one : new Person[] {ana, bob, eva}) {
      HostPanel panel = new HostPanel(one);
      panel.showsHand(eva, "1");
      panel.showsHand(bob, "2");
    }
    new HostPanel(ana).does("lower-hand", eva);
    new HostPanel(bob).showsHand(bob, "1");
    assertThat(eva.call().get("hand")).hasAttribute("aria-pressed", "false");
  }

  @Test
  void theRoomIsHandedOver() {
    anaHasBobInARoom();
    new HostPanel(ana).does("make-host", bob);
    new HostPanel(bob).hasRules(true);
    assertThat(bob.call().get("toast")).containsText("You are now the host");
    new HostPanel(ana).does("hand-over", bob).says("ask-handover", "yes");
    HostPanel his = new HostPanel(bob);
    his.shows(bob, "owner");
    his.shows(ana, "host");
    his.does("unmake-host", ana);
    new HostPanel(ana).hasRules(false);
    his.does("make-host", ana);
    new HostPanel(ana).hasRules(true);
    new HostPanel(ana).does("step-down", ana);
    new HostPanel(ana).hasRules(false);
    his.shows(ana, "guest");
  }

  @Test
  void theCallEndsForAllInTwoSteps() {
    anaHasBobInARoom();
    ana.call().opensMenu();
    ana.call().get("end-all").click();
    assertThat(ana.call().get("ask-end")).containsText("End the call for all 2 people?");
    ana.call().get("no").click();
    ana.sees(bob);
    ana.call().opensMenu();
    ana.call().get("end-all").click();
    ana.call().get("yes").click();
    assertThat(bob.page().locator("[data-test=ended][data-why=host]")).isVisible();
    assertThat(bob.page().getByTestId("rejoin")).hasCount(0);
    assertThat(ana.page().getByTestId("ended")).isVisible();
  }
}
