// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What is sent to whom, and what people do with pictures and sound during a call.
final class MediaIT {

  @RegisterExtension static final Stage stage = Stage.with();

  /// A microphone that is a real track without any sound, until somebody lets it hiss.
  static final String DEAD_MICROPHONE =
      """
      const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      navigator.mediaDevices.getUserMedia = async wish => {
        const stream = await ask(wish);
        for (const track of stream.getAudioTracks()) {
          track.stop();
          stream.removeTrack(track);
          const context = new AudioContext();
          const out = context.createMediaStreamDestination();
          globalThis.hiss = () => { const tone = new OscillatorNode(context); tone.connect(out); tone.start(); };
          stream.addTrack(out.stream.getAudioTracks()[0]);
        }
        return stream;
      };
      """;

  /// The chooser of this browser takes the page itself.
  private static final String SHARES_ITSELF =
      """
      const share = navigator.mediaDevices.getDisplayMedia.bind(navigator.mediaDevices);
      navigator.mediaDevices.getDisplayMedia = wish => share({ ...wish, selfBrowserSurface: "include", preferCurrentTab: true });
      """;

  @Test
  void picturesOnAnotherPageAreNotSentAndComeBackAtOnce() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    Person eva = stage.person("Eva");
    ana.meets(bob, eva);
    bob.sees(eva);

    ana.page().setViewportSize(340, 320);
    assertThat(ana.page().locator(".pager")).isVisible();
    Person hidden =
        ana.page()
                .locator("[data-test=tile]:not([hidden])")
                .allInnerTexts()
                .toString()
                .contains("Bob")
            ? eva
            : bob;
    Person shown = hidden == bob ? eva : bob;
    ana.call().tile(hidden).standsStill();
    ana.sees(shown);
    shown.sees(hidden);
    soundArrives(ana, hidden);

    ana.page().getByLabel("Next page").click();
    ana.sees(hidden);
  }

  @Test
  void whatAPanelCoversOnAPhoneIsNotSent() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    ana.meets(bob);
    ana.page().setViewportSize(390, 780);
    ana.sees(bob);

    ana.page().keyboard().press("c");
    ana.call().tile(bob).standsStill();
    ana.hears(bob);
    ana.call().get("close-panel").click();
    ana.sees(bob);
  }

  @Test
  void theBudgetIsSharedAmongThoseWhoSeeUsAndSoundComesFirst() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    Person eva = stage.person("Eva");
    ana.meets(bob);
    sends(bob, "1700000,true");
    Wait.until(
        () -> "sound first, now " + bob.call().priorities(),
        bob.page(),
        () -> bob.call().priorities().equals("high"));

    eva.opens(ana.link());
    bob.sees(eva);
    sends(bob, "600000,true 600000,true"); // less for each of two, who show it smaller
  }

  /// A room that nobody started has no hosts.
  @Test
  void whereNobodyIsHostEverybodyMovesTheSpotlight() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    ana.opens("alley");
    bob.opens("alley");
    ana.sees(bob);
    bob.call().tile(ana).locator().hover();
    bob.call().tile(ana).locator().getByTestId("spot").click();
    assertThat(ana.page().locator("[data-test=tile][data-peer=me][data-lit]")).isVisible();
    ana.call().tile(bob).locator().hover();
    ana.call().tile(bob).locator().getByTestId("spot").click();
    assertThat(bob.page().locator("[data-test=tile][data-peer=me][data-lit]")).isVisible();
    assertThat(bob.page().locator("[data-lit]")).hasCount(1);
  }

  @Test
  void oneInTheSpotlightIsBigForAllAndForNewcomers() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    Person eva = stage.person("Eva");
    ana.meets(bob);

    Locator bobsTile = ana.call().tile(bob).locator();
    bobsTile.hover();
    bobsTile.getByTestId("spot").click();
    assertThat(bobsTile.getByText("In the spotlight")).isVisible();
    assertThat(bob.page().locator("[data-test=tile][data-peer=me][data-lit]")).isVisible();

    eva.opens(ana.link());
    assertThat(eva.call().tile(bob).locator().and(eva.page().locator("[data-lit]"))).isVisible();
    Wait.until(
        "Bob is bigger for Eva than Ana",
        eva.page(),
        () -> width(eva.call().tile(bob).locator()) > 2 * width(eva.call().tile(ana).locator()));

    // Ana started the room, so only she may move it.
    eva.call().tile(bob).locator().focus();
    assertThat(eva.call().tile(bob).locator().getByTestId("spot")).isHidden();
    ana.page().locator(".tile[tabindex='0']").focus();
    ana.page().keyboard().press("ArrowLeft");
    assertThat(bobsTile).isFocused();
    ana.page().keyboard().press("Tab");
    assertThat(bobsTile.getByTestId("pin")).isFocused();
    ana.page().keyboard().press("Tab");
    assertThat(bobsTile.getByTestId("spot")).isFocused();
    ana.page().keyboard().press("Enter");
    assertThat(eva.page().locator("[data-lit]")).hasCount(0);
    assertThat(ana.page().locator("[data-lit]")).hasCount(0);
  }

  @Test
  void twoScreensAreShownSideBySideSharpOrSmooth() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    Person eva = stage.person("Eva");
    ana.meets(bob);
    bob.call().get("share-menu").click();
    assertThat(bob.page().getByRole(AriaRole.MENUITEMRADIO).first())
        .hasAttribute("aria-checked", "true");
    bob.page().getByRole(AriaRole.MENUITEMRADIO).nth(1).click();
    bob.call().get("share").click();
    eva.opens(ana.link());
    eva.call().screen(bob).moves();
    assertThat(hints(bob)).isEqualTo(List.of("motion"));

    ana.call().get("share").click();
    eva.call().screen(ana).moves();
    assertThat(hints(ana)).isEqualTo(List.of("detail"));
    Locator screens = eva.page().locator("[data-test=tile][data-screen]:not([hidden])");
    assertThat(screens).hasCount(2);
    Wait.until(
        "two screens of one size",
        eva.page(),
        () ->
            Math.abs(width(screens.first()) - width(screens.last())) < 2
                && width(screens.first()) > width(eva.call().tile(ana).locator()));
    ana.call().get("share-menu").click();
    ana.page().getByRole(AriaRole.MENUITEMRADIO).nth(1).click();
    Wait.until("smooth from now on", ana.page(), () -> hints(ana).equals(List.of("motion")));
  }

  @Test
  void whoSharesTheCallItselfIsTold() {
    Person ana = stage.person(new Person.Traits("Ana").speaking("zh-CN"));
    ana.page().addInitScript(SHARES_ITSELF);
    ana.startsRoom();
    ana.call().get("share").click();
    assertThat(ana.call().banner("sharing")).isVisible();
    assertThat(ana.call().banner("self")).containsText("你正在共享本次通话");
    ana.call().get("stop-share").click();
    assertThat(ana.call().banner("self")).isHidden();
  }

  @Test
  void spaceTalksWhileItIsHeld() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    ana.meets(bob);
    ana.hears(bob);
    Keyboard keys = bob.page().keyboard();
    keys.press("m");
    ana.call().tile(bob).isSilent();

    keys.down(" ");
    bob.call().hasMicrophone(true);
    ana.call().tile(bob).isMuted(false);
    ana.hears(bob);
    keys.up(" ");
    bob.call().hasMicrophone(false);
    ana.call().tile(bob).isMuted(true);
    ana.call().tile(bob).isSilent();
  }

  @Test
  void aMicrophoneWithoutAnySoundIsNoticed() {
    Person ana = stage.person("Ana");
    ana.page().addInitScript(DEAD_MICROPHONE);
    CallPage call = ana.startsRoom();
    assertThat(ana.call().banner("nosound")).isVisible();
    new Gallery().pairs("call-silent-microphone", ana);
    call.get("choose-mic").click();
    assertThat(call.get("settings")).isVisible();
    ana.page().keyboard().press("Escape");

    ana.page().evaluate("hiss()");
    assertThat(ana.call().banner("nosound")).isHidden();
    ana.page().keyboard().press("m");
    assertThat(ana.call().banner("nosound")).isHidden();
  }

  @Test
  void theSettingsSayWhatIsSent() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    ana.meets(bob);
    bob.call().get("mic-menu").click();
    bob.page()
        .getByRole(
            AriaRole.MENUITEMRADIO, new Page.GetByRoleOptions().setName("Fake Audio Input 2"))
        .press("Enter");
    Wait.until(
        "another microphone",
        bob.page(),
        () -> "Fake Audio Input 2".equals(bob.page().evaluate("watched.sent('audio')[0].label")));
    ana.hears(bob);
    bob.call().opensMenu();
    bob.call().get("more-settings").click();
    bob.call().get("set-echo").uncheck();
    Wait.until(
        "a microphone that leaves echo alone",
        bob.page(),
        () ->
            Boolean.FALSE.equals(
                bob.page().evaluate("watched.sent('audio')[0].getSettings().echoCancellation")));
    bob.call().get("set-noise").uncheck();
    Wait.until(
        "a microphone that leaves noise alone",
        bob.page(),
        () ->
            Boolean.FALSE.equals(
                bob.page().evaluate("watched.sent('audio')[0].getSettings().noiseSuppression")));
    assertThat(bob.call().get("set-blur")).isHidden(); // this camera cannot

    bob.call().get("tab-av").press("ArrowUp");
    assertThat(bob.call().get("tab-net")).isFocused();
    bob.call().get("tab-av").click();
    bob.call().get("set-quality").selectOption("audio");
    ana.call().tile(bob).showsAvatar(true);
    ana.call().tile(bob).standsStill();
    ana.hears(bob);
    bob.call().get("set-quality").selectOption("auto");
    ana.call().tile(bob).showsAvatar(false);
    ana.sees(bob);
  }

  @Test
  void theSmallWindowShowsTheOthersAndEndsWithTheCall() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    ana.meets(bob);
    ana.call().opensMenu();
    Page page = ana.page();
    Page window = page.waitForPopup(() -> ana.call().get("more-pip").click());
    String small = "documentPictureInPicture.window?.document";
    Wait.until(
        "Bob in the small window",
        page,
        () ->
            Boolean.TRUE.equals(
                page.evaluate(small + "?.querySelector('.tile video')?.videoWidth > 0")));
    assertThat(page.evaluate(small + ".querySelector('.tile .name').textContent")).isEqualTo("Bob");
    assertThat(page.evaluate(small + ".querySelector('.tile video').muted")).isEqualTo(true);
    new Gallery().windows("call-small-window", ana, window, 360, 300);
    canBePressed(window, "mic", "Mic");
    window.getByTestId("mic").click();
    ana.call().hasMicrophone(false);
    canBePressed(window, "leave", "Leave");
    page.evaluate(small + ".querySelector('[data-test=leave]').click()"); // which ends the window
    assertThat(page.getByTestId("ended")).isVisible();
    Wait.until("the small window is gone", page, () -> page.evaluate(small) == null);
  }

  /// The key is as large as a thumb, within the small window, and under nothing.
  private static void canBePressed(Page window, String key, String text) {
    BoundingBox box = window.getByTestId(key).boundingBox();
    assertThat(Math.min(box.width, box.height)).as(key).isGreaterThanOrEqualTo(44);
    Object there =
        window.evaluate(
            "([x, y]) => document.elementFromPoint(x, y)?.closest('button')?.textContent",
            List.of(box.x + box.width / 2, box.y + box.height / 2));
    assertThat(there).isEqualTo(text);
  }

  /// Of somebody whose picture is not to be seen.
  private static void soundArrives(Person person, Person other) {
    double before = person.call().tile(other).received().energy();
    Wait.until(
        "sound of " + other.name(),
        person.page(),
        () -> person.call().tile(other).received().energy() > before);
  }

  private static double width(Locator tile) {
    return tile.boundingBox().width;
  }

  /// What the browser was told of the screens that are sent.
  private static Object hints(Person person) {
    return person
        .page()
        .evaluate(
            "[...new Set(watched.sent('video').filter(track => track.getSettings().displaySurface).map(track => track.contentHint))]");
  }

  private static void sends(Person person, String encodings) {
    Wait.until(
        () -> encodings + ", now " + person.call().encodings(),
        person.page(),
        () -> person.call().encodings().equals(encodings));
  }
}
