// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// People meet in rooms and see and hear each other.
final class CallIT {

  @RegisterExtension static final Stage stage = Stage.with();

  /// Keeps what is played beside the page's own videos.
  private static final String HEAR_PLAYERS =
      """
      globalThis.players = [];
      const play = HTMLMediaElement.prototype.play;
      HTMLMediaElement.prototype.play = function () {
        if (this instanceof HTMLAudioElement) players.push(this);
        return play.call(this);
      };
      """;

  private static final String PLAYED = "players.length === 1 && players[0].currentTime > 0";

  @Test
  void twoPeopleSeeAndHearEachOther() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    ana.startsRoom();
    bob.opens(ana.link());

    ana.sees(bob);
    ana.hears(bob);
    bob.sees(ana);
    bob.hears(ana);
  }

  /// Others read it as whoever started the room wrote it, though the link has it small.
  @Test
  void aRoomIsCalledAsSomebodyWroteIt() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    Home home = ana.comesHome().opensOptions();
    home.get("room-name").fill("Street Fair");
    Prejoin door = home.startsRoom();
    assertThat(door.get("joining")).hasText("Joining Street Fair");
    door.joins();
    assertThat(ana.call().get("room-name")).hasText("Street Fair");
    assertThat(ana.page()).hasTitle("Street Fair · Switchboard");
    assertThat(ana.link()).endsWith("/street-fair");

    Prejoin other = bob.looksInto(ana.link());
    assertThat(other.get("joining")).hasText("Joining Street Fair");
    other.joins();
    assertThat(bob.call().get("room-name")).hasText("Street Fair");
    ana.call().leaves();
    assertThat(ana.page().getByTestId("ended")).containsText("Street Fair");
    bob.page().reload();
    assertThat(bob.call().get("room-name")).hasText("Street Fair");
    bob.call().leaves();
    assertThat(bob.comesHome().get("recent")).containsText("Street Fair");
  }

  @Test
  void threePeopleSeeEachOther() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    Person eva = stage.person("Eva");
    ana.startsRoom();
    bob.opens(ana.link());
    eva.opens(ana.link());

    ana.call().hasPeople(3);
    ana.sees(bob);
    ana.sees(eva);
    bob.sees(ana);
    bob.sees(eva);
    eva.sees(ana);
    eva.sees(bob);
    eva.hears(ana);
    eva.hears(bob);
  }

  @Test
  void theOtherSideSeesThatOneIsMutedAndHearsNothing() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    ana.meets(bob);
    ana.hears(bob);

    bob.call().switchesMicrophone(false);
    ana.call().tile(bob).isMuted(true);
    ana.call().tile(bob).isSilent();
    ana.sees(bob);

    bob.call().switchesMicrophone(true);
    ana.call().tile(bob).isMuted(false);
    ana.hears(bob);
  }

  @Test
  void anAvatarStandsInForACameraThatIsOff() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    ana.meets(bob);

    bob.call().switchesCamera(false);
    ana.call().tile(bob).showsAvatar(true);
    ana.hears(bob);

    bob.call().switchesCamera(true);
    ana.call().tile(bob).showsAvatar(false);
    ana.sees(bob);
  }

  @Test
  void whoReloadsIsBackAtOnceAndLeavesNoGhost() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    ana.meets(bob);

    bob.call().switchesMicrophone(false);
    ana.call().tile(bob).isMuted(true);
    bob.page().reload();
    ana.call().tile(bob).isMuted(true);
    ana.sees(bob);
    bob.sees(ana);
    ana.call().hasPeople(2);
    bob.call().hasPeople(2);
  }

  @Test
  void whoLeavesIsGoneAtOnceAndMayComeBack() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    ana.meets(bob);
    bob.call().wasMeasured();

    bob.call().leaves();
    ana.call().isAlone();

    assertThat(bob.page().getByTestId("people-count")).hasText("2");
    assertThat(bob.page().getByTestId("data-used")).hasText(Pattern.compile("[1-9].*B"));
    assertThat(bob.page().getByTestId("timeline")).isVisible();
    bob.page().getByTestId("rejoin").click();
    bob.prejoin().joins();
    ana.sees(bob);
    bob.sees(ana);
  }

  @Test
  void whoClosesTheTabIsGoneAtOnce() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    ana.meets(bob);

    bob.page().close();
    ana.call().isAlone();
  }

  @Test
  void whatIsChosenBeforeARoomHoldsInItAndTheNextTime() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    ana.startsRoom();
    bob.page().addInitScript(HEAR_PLAYERS);
    Prejoin door = bob.looksInto(ana.link());
    assertThat(door.get("who")).hasText("Ana is there now");
    assertThat(door.get("level-hint")).hasText("We can hear you");
    assertThat(door.get("preview").locator("video")).isVisible();
    door.get("pick-mic").selectOption("Fake Audio Input 2");
    door.get("test-sound").press("Enter");
    Wait.until(
        "the test sound", bob.page(), () -> Boolean.TRUE.equals(bob.page().evaluate(PLAYED)));
    door.get("mic").press(" ");
    assertThat(door.get("level-hint")).hasText("You are muted");
    door.get("camera").press(" ");
    assertThat(door.get("camera")).hasAttribute("data-live", "false");
    CallPage call = door.joinsAsTheyAre();
    call.hasMicrophone(false);
    ana.call().tile(bob).showsAvatar(true);
    ana.call().tile(bob).isMuted(true);
    ana.call().tile(bob).isSilent();
    assertThat(bob.page().evaluate("watched.sent('audio')[0].label"))
        .isEqualTo("Fake Audio Input 2");

    call.leaves();
    bob.page().navigate(ana.link());
    assertThat(bob.page().getByTestId("name-input")).hasValue("Bob");
    assertThat(bob.page().getByTestId("pick-mic").locator("option:checked"))
        .hasText("Fake Audio Input 2");
    assertThat(bob.page().getByTestId("mic")).hasAttribute("data-live", "false");
    assertThat(bob.page().getByTestId("camera")).hasAttribute("data-live", "false");
  }

  @Test
  void recentRoomsTellWhoIsThereAndLeadBack() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    ana.startsRoom();
    bob.opens(ana.link());
    bob.sees(ana);
    bob.call().leaves();
    Home home = bob.comesHome();
    var room = home.get("recent").locator("[data-room='" + ana.call().room() + "']");
    assertThat(room).containsText("1 there now");
    room.getByRole(AriaRole.LINK).press("Enter");
    bob.prejoin().joins();
    bob.sees(ana);

    bob.comesHome().get("clear-recent").click();
    assertThat(room).hasCount(0);
    assertThat(bob.page().getByText("Rooms you join show up here")).isVisible();
  }

  @Test
  void theLinkIsCopied() {
    Person ana = stage.person("Ana");
    CallPage call = ana.startsRoom();
    call.isAlone();

    call.get("copy-link").click();
    assertThat(call.get("toast")).isVisible();
    assertThat(ana.page().evaluate("navigator.clipboard.readText()")).isEqualTo(ana.link());
    assertThat(ana.link()).isEqualTo(stage.server().url() + call.room());
  }

  @Test
  void aPastedLinkLeadsIntoTheRoom() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    ana.startsRoom();

    bob.comesHome().entersRoom(ana.link()).joins();
    bob.sees(ana);
    assertThat(bob.call().room()).isEqualTo(ana.call().room());
  }

  @Test
  void aScreenIsSharedBesideTheCamera() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    ana.meets(bob);

    bob.call().get("share").click();
    ana.call().screen(bob).moves();
    ana.sees(bob);
    assertThat(bob.call().get("stop-share")).isVisible();

    bob.call().get("stop-share").click();
    ana.call().screen(bob).isGone();
    ana.sees(bob);
    bob.sees(ana);
  }

  @Test
  void raisedHandsAndReactionsAreSeenByTheOthers() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    ana.meets(bob);

    bob.call().get("hand").click();
    ana.call().tile(bob).hasHandUp(true);
    bob.call().get("hand").click();
    ana.call().tile(bob).hasHandUp(false);

    bob.call().get("react").click();
    bob.page().getByRole(AriaRole.MENUITEM).first().click();
    assertThat(ana.call().get("reaction")).containsText("👍");
    assertThat(ana.page().locator("#polite")).containsText("Bob reacted with 👍");
    ana.page().keyboard().press("r");
    ana.page().keyboard().press("2");
    assertThat(bob.call().get("reaction").last()).containsText("❤️");
  }
}
