// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.it.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The pictures of a call of many, and of what happens in it: one person's page, and a [Crowd].
@Timeout(600)
final class CrowdPicturesIT {

  private static final int PICTURES = 85;

  /// The page measures the loss that the test says, shares a sheet of paper for a screen, and plays
  /// nothing while the test says that nobody has clicked.
  private static final String PROPS =
      """
      (() => {
        delete globalThis.showSaveFilePicker;
        const play = HTMLMediaElement.prototype.play;
        HTMLMediaElement.prototype.play = function () {
          return globalThis.asleep ? Promise.reject(new DOMException("nobody has clicked", "NotAllowedError")) : play.call(this);
        };
        const look = RTCPeerConnection.prototype.getStats;
        RTCPeerConnection.prototype.getStats = async function (...of) {
          const report = await look.apply(this, of);
          if (!globalThis.loss) return report;
          const worse = one => one.type === "remote-inbound-rtp" ? { ...one, fractionLost: globalThis.loss, roundTripTime: 0.21 } : one;
          return new Map([...report].map(([id, one]) => [id, worse(one)]));
        };
        navigator.mediaDevices.getDisplayMedia = async () => {
          const sheet = Object.assign(document.createElement("canvas"), { width: 1280, height: 720 });
          const pen = sheet.getContext("2d");
          let beat = 0;
          const draw = () => {
            pen.fillStyle = beat++ % 2 ? "#FDFCF7" : "#FCFBF6";
            pen.fillRect(0, 0, 1280, 720);
            pen.fillStyle = "#1C1B16";
            pen.font = "700 64px serif";
            pen.fillText("Street fair, 14 June", 80, 120);
            pen.fillRect(80, 180, 700, 440);
          };
          draw();
          setInterval(draw, 300);
          return sheet.captureStream(4);
        };
      })();
      """;

  /// Files are held over the page, or taken away again.
  private static final String DRAG =
      """
      type => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(["!"], "plan.pdf"));
        dispatchEvent(new DragEvent(type, { dataTransfer }));
      }
      """;

  private static final String CHARTED =
      "document.querySelector('.statscard .line')?.getAttribute('d')?.split('L').length > 4";

  @RegisterExtension static final Stage stage = Stage.with();

  @Test
  void aCallOfManyIsPictured() {
    Gallery gallery = new Gallery();
    Line line = stage.line();
    Person ana = stage.person(new Person.Traits("Ana"), line).expecting("WebSocket connection to");
    ana.page().addInitScript(PROPS);
    ana.comesHome().claimsHandle().startsRoom().joins().isAlone();
    CallPage call = ana.call();
    call.opensChat();
    gallery.shows("call-chat-empty", ana);
    call.get("close-panel").click();
    Crowd crowd = new Crowd(stage.person("Crowd"), call.room(), ana.name());
    crowd.comes(Crowd.Part.SPEAKS, "Wei");
    crowd.comes(Crowd.Part.MUTED, "Noor");
    crowd.comes(Crowd.Part.LISTENS, "Kofi");
    four(gallery, ana, crowd);
    details(gallery, ana, crowd);
    troubles(gallery, ana, crowd);
    screens(gallery, ana, crowd);
    many(gallery, ana, crowd);
    crowd.keeps("Wei", "Noor", "Kofi");
    call.hasPeople(4);
    crowd.breaks("Wei", "Noor", "Kofi");
    line.cut();
    assertThat(ana.call().banner("cut")).isVisible();
    gallery.shows("call-cut", ana);
    assertThat(gallery.pictures()).isEqualTo(PICTURES);
  }

  private static void four(Gallery gallery, Person ana, Crowd crowd) {
    CallPage call = ana.call();
    call.hasPeople(4);
    assertThat(ana.page().locator(".tile[data-speaking]")).hasCount(1);
    call.wasMeasured();
    for (String text : new String[] {"One", "Two", "Three"}) {
      crowd.says("Noor", text);
    }
    assertThat(call.get("unread")).hasText("3");
    gallery.shows("call-4", ana);
    gallery.fits("call-4", ana);
    records(gallery, ana, crowd);
    ana.page().evaluate(DRAG, "dragenter");
    assertThat(call.get("dropzone")).isVisible();
    gallery.pairs("call-drop", ana);
    ana.page().evaluate(DRAG, "dragleave");
    assertThat(call.get("dropzone")).isHidden();
    call.get("mic-menu").click();
    gallery.glimpses("call-devices", ana);
    ana.page().keyboard().press("Escape");
    call.get("react").click();
    crowd.reacts("Noor", "👏");
    crowd.reacts("Wei", "🎉");
    assertThat(call.get("reaction")).hasCount(2);
    gallery.glimpses("call-reactions", ana);
    ana.page().keyboard().press("Escape");
    ana.page().locator(".tile").first().press("ArrowRight");
    gallery.glimpses("call-focus", ana);
    call.get("view-speaker").click();
    gallery.shows("call-speaker", ana);
    call.get("view-grid").click();
  }

  /// Oneself, and somebody else.
  private static void records(Gallery gallery, Person ana, Crowd crowd) {
    CallPage call = ana.call();
    crowd.records("Wei", true);
    assertThat(call.get("recorded-by")).isVisible();
    call.opensMenu();
    call.get("rec-own").click();
    assertThat(call.get("stop-recording")).isVisible();
    gallery.pairs("call-recording", ana);
    call.get("stop-recording").click();
    crowd.records("Wei", false);
    assertThat(call.get("stop-recording")).isHidden();
    assertThat(call.get("recorded-by")).isHidden();
  }

  private static void details(Gallery gallery, Person ana, Crowd crowd) {
    CallPage call = ana.call();
    ana.page().evaluate("globalThis.loss = 0.12");
    call.get("quality").click();
    assertThat(ana.page().locator(".statscard tbody tr")).hasCount(3);
    Wait.until(
        "some seconds of figures",
        ana.page(),
        () -> Boolean.TRUE.equals(ana.page().evaluate(CHARTED)));
    assertThat(ana.page().locator("[data-chart='stats.loss'] b")).hasText("12%");
    assertThat(call.get("findings")).containsText("part of what you send. Turn all video off");
    gallery.shows("call-stats", ana);
    ana.page().keyboard().press("Escape");
    crowd.breaks("Kofi");
    call.get("safety").click();
    assertThat(call.get("safety-code").locator("span")).hasCount(6);
    gallery.shows("call-verify", ana);
    ana.page().keyboard().press("Escape");
  }

  private static void troubles(Gallery gallery, Person ana, Crowd crowd) {
    CallPage call = ana.call();
    crowd.pauses("Noor");
    assertThat(ana.page().locator(".tile-cover[data-lost=media]")).isVisible();
    assertThat(ana.call().banner("weak")).isVisible();
    gallery.shows("call-weak", ana);
    call.get("audio-only").click();
    assertThat(ana.call().banner("audio-only")).isVisible();
    gallery.shows("call-audio-only", ana);
    call.get("video-back").click();
    ana.page().evaluate("globalThis.loss = 0");
    crowd.rings("Leila", ana.handle());
    assertThat(call.get("incoming")).isVisible();
    gallery.shows("call-ringing", ana);
    call.get("decline").click();
  }

  private static void screens(Gallery gallery, Person ana, Crowd crowd) {
    CallPage call = ana.call();
    crowd.goes("Wei", "Noor", "Kofi");
    ana.page().evaluate("globalThis.asleep = true");
    crowd.comes(Crowd.Part.PROMISES, "Lin");
    assertThat(ana.call().banner("sound")).isVisible();
    gallery.pairs("call-sound-blocked", ana);
    ana.page().evaluate("globalThis.asleep = false");
    call.get("start-sound").click();
    assertThat(ana.page().locator(".tile[data-screen] .off .art")).isVisible();
    assertThat(ana.page().locator(".tile[data-screen] .avatar")).hasCount(0);
    gallery.glimpses("call-sharing-soon", ana);
    crowd.goes("Lin");
    crowd.comes(Crowd.Part.SHOWS, "Wei");
    crowd.comes(Crowd.Part.SPEAKS, "Noor");
    crowd.comes(Crowd.Part.LISTENS, "Kofi");
    call.hasPeople(5);
    gallery.shows("call-sharing", ana);
    crowd.goes("Wei");
    call.hasPeople(3);
    call.get("share").click();
    assertThat(ana.call().banner("sharing")).isVisible();
    gallery.shows("call-presenting", ana);
    call.get("stop-share").click();
  }

  private static void many(Gallery gallery, Person ana, Crowd crowd) {
    CallPage call = ana.call();
    crowd.comes(Crowd.Part.LISTENS, "Wei", "Lin", "Priya", "Hugo");
    crowd.comes(Crowd.Part.DARK, "Tomas");
    crowd.comes(Crowd.Part.MUTED, "Leila");
    crowd.raisesHand("Lin");
    call.hasPeople(9);
    assertThat(ana.page().locator("[data-hand]")).hasCount(1);
    gallery.shows("call-9", ana);
    crowd.comes(Crowd.Part.LISTENS, "Jun", "小美", "Sara", "Mei", "Ivo", "Eva");
    crowd.comes(Crowd.Part.DARK, "Omar", "Yuki", "Ben");
    call.hasPeople(18);
    gallery.shows("call-18", ana);
    ana.page().locator(".pager button").last().click();
    gallery.glimpses("call-18-next", ana);
    ana.page().locator("[data-test=tile]:not([hidden])").first().press("Enter");
    gallery.glimpses("call-tile-menu", ana);
    call.get("tile-pin").click();
    assertThat(call.get("tile-more")).isVisible();
    gallery.shows("call-18-pinned", ana);
  }
}
