// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.options.FilePayload;
import dev.switchboard.it.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Walks through the product with a camera in hand.
@Timeout(600)
final class ScreenshotsIT {

  private static final int PICTURES = 165;

  /// Whoever asks for a camera waits until the test lets them have it.
  private static final String SLOW_DEVICES =
      """
      (() => {
        const held = new Promise(resolve => globalThis.letGo = resolve);
        const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
        navigator.mediaDevices.getUserMedia = async wish => { await held; return ask(wish); };
      })();
      """;

  @RegisterExtension static final Stage stage = Stage.with("--limits.room-members=3");

  /// Who is in the pictures.
  record Cast(Person host, Line hostsLine, Person guest, Person third, Person late) {}

  @Test
  void everyPageIsPictured() {
    Gallery gallery = new Gallery();
    Line line = stage.line();
    Cast cast =
        new Cast(
            stage.person(new Person.Traits("Ana"), line).expecting("WebSocket"),
            line,
            stage.person("Bob"),
            stage.person("陈伟"),
            stage.person(new Person.Traits("Zoë").withoutDevices()));
    home(gallery, cast);
    ringing(gallery, cast);
    call(gallery, cast);
    panels(gallery, cast);
    troubles(gallery, cast);
    end(gallery, cast);
    strangers(gallery);
    selfTest(gallery);
    assertThat(gallery.pictures()).isEqualTo(PICTURES);
  }

  private static void home(Gallery gallery, Cast cast) {
    Home home = cast.host().comesHome();
    assertThat(home.get("claim-form")).isVisible();
    gallery.shows("home-claim", cast.host());
    home.claimsHandle();
    gallery.shows("home-empty", cast.host());
    for (Person person : new Person[] {cast.guest(), cast.third(), cast.late()}) {
      person.comesHome().claimsHandle();
    }
    cast.third().home().takesCalls(false);
    home.waitsFor(cast.guest(), "available");
    home.waitsFor(cast.third(), "away");
    gallery.shows("home-people", cast.host());
    gallery.fits("home-people", cast.host());
    home.typesRoom("https://elsewhere.example/room");
    assertThat(home.get("join-error")).isVisible();
    gallery.shows("home-no-room", cast.host());
    home.get("room-input").fill("");
  }

  private static void ringing(Gallery gallery, Cast cast) {
    cast.guest().home().rings(cast.host());
    cast.host().home().isRungBy(cast.guest());
    gallery.shows("ring-incoming", cast.host());
    gallery.shows("ring-outgoing", cast.guest());
    cast.guest().home().hangsUp();
    cast.host().home().isQuiet();
    assertThat(cast.host().home().get("missed")).isVisible();
    gallery.shows("home-missed", cast.host());
  }

  private static void call(Gallery gallery, Cast cast) {
    Prejoin door = cast.host().home().startsRoom();
    assertThat(door.get("camera")).hasAttribute("data-live", "true");
    gallery.shows("prejoin", cast.host());
    gallery.fits("prejoin", cast.host());
    door.get("camera").click();
    gallery.glimpses("prejoin-camera-off", cast.host());
    door.get("camera").click();
    door.joins().isAlone();
    gallery.shows("call-1", cast.host());
    cast.guest().opens(cast.host().link());
    cast.host().sees(cast.guest());
    gallery.shows("call-2", cast.host());
    cast.third().opens(cast.host().link());
    cast.host().sees(cast.third());
    cast.guest().call().switchesMicrophone(false);
    cast.third().call().switchesCamera(false);
    cast.host().call().tile(cast.third()).showsAvatar(true);
    gallery.shows("call-3", cast.host());
  }

  private static void panels(Gallery gallery, Cast cast) {
    CallPage call = cast.host().call();
    call.says("👋 https://example.org/");
    cast.guest().call().says("你好 / hello");
    call.reads("你好 / hello");
    gallery.shows("call-chat", cast.host());
    gallery.fits("call-chat", cast.host());
    files(cast);
    gallery.shows("call-files", cast.host());
    call.get("people").click();
    assertThat(call.get("people-panel")).isVisible();
    gallery.shows("call-people", cast.host());
    call.get("close-panel").click();
    call.opensMenu();
    gallery.shows("call-menu", cast.host(), () -> call.opensMenu());
    call.opensMenu();
    call.get("more-settings").click();
    gallery.shows("settings-devices", cast.host());
    gallery.fits("settings-devices", cast.host());
    call.get("tab-general").click();
    gallery.shows("settings-general", cast.host());
    cast.host().page().keyboard().press("Escape");
    cast.host().page().keyboard().press("?");
    assertThat(call.get("shortcuts")).isVisible();
    gallery.shows("shortcuts", cast.host());
    cast.host().page().keyboard().press("Escape");
  }

  /// One that came, one that waits for a yes, one that waits for others, and words for one person.
  private static void files(Cast cast) {
    cast.guest()
        .call()
        .get("file-input")
        .setInputFiles(payload("market-square.jpg", "image/jpeg", 18));
    cast.guest()
        .call()
        .get("file-input")
        .setInputFiles(payload("fair.mp4", "video/mp4", 16_100_000));
    cast.host().call().get("file-input").setInputFiles(payload("photos.zip", "", 16_100_000));
    cast.guest().call().get("chat-to").selectOption(cast.host().name());
    cast.guest().call().says("🤫");
    new FileRow(cast.host(), "market-square.jpg").is("done");
    new FileRow(cast.host(), "fair.mp4").is("offered");
    new FileRow(cast.host(), "photos.zip").is("offered");
    cast.host().call().reads("🤫");
  }

  private static FilePayload payload(String name, String type, int size) {
    return new FilePayload(name, type, new byte[size]);
  }

  private static void troubles(Gallery gallery, Cast cast) {
    cast.hostsLine().cut();
    cast.host().call().isWithoutLine();
    gallery.shows("call-reconnecting", cast.host());
    cast.hostsLine().mend();
    cast.host().call().hasLine();
    Prejoin door = cast.late().looksInto(cast.host().link());
    assertThat(door.get("denied")).isVisible();
    gallery.shows("prejoin-denied", cast.late());
    door.triesToJoin();
    cast.late().isTold("full");
    gallery.shows("error-full", cast.late());
  }

  private static void end(Gallery gallery, Cast cast) {
    cast.host().call().leaves();
    gallery.shows("ended", cast.host());
    cast.host().page().getByTestId("back-home").click();
    cast.host().home();
    gallery.shows("home-recent", cast.host());
  }

  /// Whose server, browser or address is not fit for it, and who is being asked.
  private static void strangers(Gallery gallery) {
    Person nobody = stage.person("Nobody").expecting("WebSocket");
    nobody.page().routeWebSocket("**/ws", socket -> socket.close());
    nobody.opensTheSite();
    nobody.isTold("unreachable");
    gallery.shows("error-unreachable", nobody);
    Person twin = stage.person("Twin");
    twin.page()
        .routeWebSocket(
            "**/ws", socket -> socket.close(new WebSocketRoute.CloseOptions().setCode(4409)));
    twin.opensTheSite();
    twin.isTold("elsewhere");
    gallery.pairs("error-elsewhere", twin);
    Person old = stage.person("Old");
    old.page().addInitScript("delete globalThis.RTCPeerConnection");
    old.opensTheSite();
    old.isTold("unsupported");
    gallery.shows("error-unsupported", old);
    Person plain = stage.personOnPlainHttp("Plain").expecting("Cross-Origin-Opener-Policy");
    assertThat(plain.looksInto("/brass-lamp-42").get("insecure")).isVisible();
    gallery.shows("prejoin-insecure", plain);
    Person asked = stage.person("Ask");
    asked.page().addInitScript(SLOW_DEVICES);
    Prejoin door = asked.looksInto("/brass-lamp-42");
    assertThat(door.get("preview").locator(".preview-note")).isVisible();
    gallery.shows("prejoin-asking", asked);
  }

  private static void selfTest(Gallery gallery) {
    Person tester = stage.person("Tess");
    tester.page().addInitScript(SLOW_DEVICES);
    tester.page().navigate(tester.site() + "test");
    assertThat(tester.page().getByTestId("test-run")).isVisible();
    gallery.shows("test-before", tester);
    tester.page().getByTestId("test-run").click();
    gallery.shows("test-running", tester);
    tester.page().evaluate("letGo()");
    assertThat(tester.page().getByTestId("result-code")).isVisible();
    gallery.shows("test-done", tester);
  }
}
