// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A call without a mouse.
final class KeyboardIT {

  /// No page has more.
  private static final int MOST_STOPS = 40;

  private static final String A_SCREEN =
      """
      () => navigator.mediaDevices.getDisplayMedia = async () => {
        const sheet = document.createElement("canvas");
        sheet.getContext("2d").fillRect(0, 0, 9, 9);
        return sheet.captureStream();
      }
      """;

  @RegisterExtension static final Stage stage = Stage.with();

  @Test
  void theShelfIsOneTabStopAndArrowsMoveInIt() {
    Person ana = stage.person("Ana");
    CallPage call = ana.startsRoom();
    Keyboard keys = ana.page().keyboard();

    call.get("mic").focus();
    for (String next :
        new String[] {
          "mic-menu",
          "camera",
          "camera-menu",
          "share",
          "share-menu",
          "react",
          "hand",
          "chat",
          "people",
          "more",
          "leave",
          "mic"
        }) {
      keys.press("ArrowRight");
      assertThat(call.get(next)).isFocused();
    }
    keys.press("End");
    assertThat(call.get("leave")).isFocused();
    keys.press("Home");
    assertThat(call.get("mic")).isFocused();
    assertThat(ana.page().locator("[role=toolbar] [tabindex='0']")).hasCount(1);

    keys.press("Shift+Tab");
    assertThat(ana.page().locator("[role=toolbar] :focus")).hasCount(0);
    keys.press("Tab");
    assertThat(call.get("mic")).isFocused();
  }

  @Test
  void singleLettersActUnlessOneTypes() {
    Person ana = stage.person("Ana");
    CallPage call = ana.startsRoom();
    Keyboard keys = ana.page().keyboard();

    keys.press("m");
    call.hasMicrophone(false);
    keys.press("m");
    call.hasMicrophone(true);
    keys.press("c");
    assertThat(call.get("chat-input")).isFocused();
    keys.type("mmm");
    assertThat(call.get("chat-input")).hasValue("mmm");
    call.hasMicrophone(true);

    keys.press("Escape");
    assertThat(call.get("chat-panel")).hasCount(0);
    assertThat(call.get("chat")).isFocused();
    keys.press("Shift+L");
    assertThat(call.get("ended")).isVisible();
  }

  @Test
  void escapeClosesOneLayerWhereverTheFocusIs() {
    Person ana = stage.person("Ana");
    CallPage call = ana.startsRoom();
    Keyboard keys = ana.page().keyboard();

    keys.press("p");
    keys.press("i");
    assertThat(call.get("stats")).isVisible();
    call.get("mic").focus();
    call.get("mic-menu").press("Enter");
    assertThat(ana.page().locator(".menu")).isVisible();
    keys.press("Escape");
    assertThat(ana.page().locator(".menu")).hasCount(0);
    assertThat(call.get("stats")).isVisible();
    keys.press("Escape");
    assertThat(call.get("stats")).hasCount(0);
    assertThat(call.get("people-panel")).isVisible();
    keys.press("Escape");
    assertThat(call.get("people-panel")).hasCount(0);
  }

  /// The press that dismisses a menu must not open it again; one right after Escape must.
  @Test
  void theKeyOfAMenuClosesItAndOpensItAgainAtOnce() {
    Person ana = stage.person("Ana");
    CallPage call = ana.startsRoom();
    var menu = ana.page().locator(".menu");

    call.get("more").click();
    assertThat(menu).isVisible();
    call.get("more").click();
    assertThat(menu).hasCount(0);
    call.get("more").click();
    assertThat(menu).isVisible();
    ana.page().keyboard().press("Escape");
    call.get("more").click();
    assertThat(menu).isVisible();
  }

  @Test
  void aCallIsMadeWithTheKeyboardAlone() {
    Person ana = stage.person("Ana");
    Home home = ana.comesHome();
    Keyboard keys = ana.page().keyboard();

    home.get("start-room").focus();
    keys.press("Enter");
    Prejoin door = ana.prejoin();
    assertThat(door.get("mic")).hasAttribute("data-live", "true");
    door.get("name-input").focus();
    keys.press("Enter");
    ana.call().isAlone();
    assertThat(ana.page().evaluate("document.activeElement.tagName")).isEqualTo("H1");
  }

  /// The order in which one comes by what a page has, as the design wants it.
  @Test
  void theTabKeyGoesThroughThePagesInOrder() {
    Person bob = stage.onTheBoard("Bob");
    Person ana = stage.onTheBoard("Ana");
    ana.home().waitsFor(bob, "available");
    ana.page().reload();
    ana.home().waitsFor(bob, "available");
    assertThat(stops(ana))
        .containsSubsequence(
            "skip", "lang", "theme", "start-room", "SUMMARY", "room-input", "join-room")
        .containsSubsequence("join-room", "board-search", "ring", bob.handle(), "available");

    Prejoin door = ana.home().startsRoom();
    assertThat(door.get("mic")).hasAttribute("data-live", "true");
    assertThat(stops(ana))
        .containsSubsequence(
            "mic",
            "camera",
            "name-input",
            "pick-camera",
            "pick-mic",
            "pick-speaker",
            "test-sound",
            "join-now");

    callInOrder(ana, door.joins());
    ana.page().getByTestId("back-home").click();
    ana.home().waitsFor(bob, "available");
    assertThat(stops(ana))
        .containsSubsequence("join-room", "clear-recent", "A", "board-search", "ring");
  }

  /// With somebody else's picture, a banner and a panel.
  private static void callInOrder(Person ana, CallPage call) {
    Crowd crowd = new Crowd(stage.person("Crowd"), call.room(), ana.name());
    crowd.comes(Crowd.Part.MUTED, "Noor");
    crowd.comes(Crowd.Part.LISTENS, "Kofi");
    call.hasPeople(3);
    ana.page().evaluate(A_SCREEN);
    call.get("share").click();
    assertThat(call.get("stop-share")).isVisible();
    call.opensChat();
    assertThat(stops(ana))
        .containsSubsequence("skip", "safety", "quality", "view-grid", "view-speaker", "stop-share")
        .containsSubsequence("stop-share", "tile", "chat", "chat-to", "chat-input");
    call.leaves();
  }

  /// Who must let the page use their devices first comes by that before all else.
  @Test
  void whereDevicesAreDeniedTheWayToThemComesFirst() {
    Person eva = stage.person(new Person.Traits("Eva").withoutDevices());
    Prejoin door = eva.looksInto("/brass-lamp-42");
    assertThat(door.get("denied")).isVisible();
    assertThat(stops(eva)).containsSubsequence("theme", "retry", "name-input", "join-now");
  }

  @Test
  void aWholeCallNeedsNoMouse() {
    Person ana = stage.person("Ana");
    ana.comesHome();
    Keyboard keys = ana.page().keyboard();
    presses(ana, "start-room", "Enter");
    Prejoin door = ana.prejoin();
    assertThat(door.get("mic")).hasAttribute("data-live", "true");
    presses(ana, "mic", " ");
    assertThat(door.get("mic")).hasAttribute("data-live", "false");
    presses(ana, "join-now", "Enter");
    CallPage call = ana.call();
    Person bob = stage.person("Bob");
    bob.opens(ana.link());
    ana.sees(bob);

    moves(ana, "mic", "chat", "Enter");
    assertThat(call.get("chat-input")).isFocused();
    keys.type("hello");
    keys.press("Enter");
    bob.call().reads("hello");
    keys.press("Escape");
    assertThat(call.get("chat")).isFocused();
    moves(ana, "chat", "hand", " ");
    assertThat(call.get("hand")).hasAttribute("aria-pressed", "true");
    moves(ana, "hand", "more", "Enter");
    arrowsTo(ana, "more-settings");
    keys.press("Enter");
    assertThat(call.get("settings")).isVisible();
    keys.press("Escape");
    assertThat(call.get("settings")).hasCount(0);
    assertThat(call.get("more")).isFocused();
    moves(ana, "more", "leave", "Enter");
    assertThat(call.get("ended")).isVisible();
    presses(ana, "rejoin", "Enter");
    assertThat(ana.prejoin().get("join-now")).isVisible();
  }

  /// Single keys would mute, share and leave; and the bell must not take what is typed.
  @Test
  void aBellLeavesThoseWhoTypeAloneAndGivesTheFocusBackToOthers() {
    Person ana = stage.onTheBoard("Ana");
    Person eva = stage.onTheBoard("Eva");
    CallPage call = ana.home().startsRoom().joins();
    call.opensChat();
    Keyboard keys = ana.page().keyboard();
    keys.type("so I ");

    eva.home().ringsByName(ana.handle());
    call.isRungBy(eva);
    assertThat(ana.page().locator("#assertive")).containsText(eva.name() + " is calling");
    keys.type("move on");
    assertThat(call.get("chat-input")).hasValue("so I move on");
    assertThat(call.get("chat-input")).isFocused();
    call.hasMicrophone(true);
    call.get("decline").click();
    assertThat(call.get("incoming")).isHidden();
    assertThat(call.get("chat-input")).isFocused();

    keys.press("Escape");
    assertThat(call.get("chat")).isFocused();
    keys.press("m");
    call.hasMicrophone(false);
    eva.home().isQuiet();
    eva.home().ringsByName(ana.handle());
    call.isRungBy(eva);
    assertThat(ana.page().locator("#ring-card-title")).isFocused();
    keys.down(" "); // meant for the key that had the focus
    keys.press("c");
    assertThat(call.get("chat-panel")).isVisible();
    keys.up(" ");
    call.hasMicrophone(false);
    keys.press("Escape");
    ana.page().locator("#ring-card-title").focus();
    eva.home().hangsUp();
    assertThat(call.get("incoming")).isHidden();
    assertThat(call.get("chat")).isFocused();
  }

  @Test
  void whoRingsSomebodyIntoTheRoomCanMuteMeanwhile() {
    Person bob = stage.onTheBoard("Bob");
    Person ana = stage.onTheBoard("Ana");
    ana.home().waitsFor(bob, "available");
    CallPage call = ana.home().startsRoom().joins();
    call.get("ring-someone").click();
    call.get("ring-" + bob.handle()).click();
    bob.home().isRungBy(ana);
    call.isRinging(bob);
    assertThat(ana.page().locator("dialog")).hasCount(0);
    ana.page().keyboard().press("m");
    call.hasMicrophone(false);
    call.get("hangup").click();
    bob.home().isQuiet();

    // Escape takes the ring back too, when nothing else is open.
    call.get("ring-someone").click();
    call.get("ring-" + bob.handle()).click();
    bob.home().isRungBy(ana);
    call.opensChat();
    ana.page().keyboard().press("Escape");
    assertThat(call.get("chat-panel")).hasCount(0);
    call.isRinging(bob);
    ana.page().keyboard().press("Escape");
    bob.home().isQuiet();
    assertThat(call.get("outgoing")).isHidden();

    call.get("ring-someone").click();
    call.get("ring-" + bob.handle()).click();
    bob.home().isRungBy(ana);
    call.leaves();
    bob.home().isQuiet();
  }

  @Test
  void theShelfKeepsItsTabStopWhenItGetsNarrow() {
    Person ana = stage.person("Ana");
    CallPage call = ana.startsRoom();
    call.get("share").focus();
    ana.page().setViewportSize(390, 780);
    assertThat(call.get("share")).isHidden();
    presses(ana, "mic", "End");
    assertThat(call.get("leave")).isFocused();
  }

  /// Presses Tab until that has the focus, then the key.
  private static void presses(Person person, String hook, String key) {
    for (int i = 0; !focus(person).equals(hook); i++) {
      assertThat(i).as("stops before %s, at %s", hook, focus(person)).isLessThan(MOST_STOPS);
      person.page().keyboard().press("Tab");
    }
    person.page().keyboard().press(key);
  }

  /// From one key of the shelf to another with the arrows; the first is reached with Tab.
  private static void moves(Person person, String from, String to, String key) {
    presses(person, from, "Home");
    for (int i = 0; !focus(person).equals(to); i++) {
      assertThat(i).as("keys before %s", to).isLessThan(MOST_STOPS);
      person.page().keyboard().press("ArrowRight");
    }
    person.page().keyboard().press(key);
  }

  private static void arrowsTo(Person person, String item) {
    for (int i = 0; !focus(person).equals(item); i++) {
      assertThat(i).as("items before %s", item).isLessThan(MOST_STOPS);
      person.page().keyboard().press("ArrowDown");
    }
  }

  /// Where Tab stops on the page, from its start to its end.
  private static List<String> stops(Person person) {
    Page page = person.page();
    page.evaluate(
        "document.activeElement.blur(); document.body.tabIndex = -1; document.body.focus()");
    List<String> all = new ArrayList<>();
    for (int i = 0; i < MOST_STOPS; i++) {
      page.keyboard().press("Tab");
      all.add(focus(person));
    }
    return all;
  }

  private static String focus(Person person) {
    return (String)
        person
            .page()
            .evaluate(
                "(({ dataset, id, tagName }) => dataset.test || dataset.handle || id || tagName)"
                    + "(document.activeElement)");
  }
}
