// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Somebody records the call in their browser.
final class RecordingIT {

  @RegisterExtension static final Stage stage = Stage.with();

  private static final int ENOUGH = 15;

  /// The browser's own dialog cannot be answered by a test; without it the file goes to the
  /// browser's folder first, as in Firefox and Safari.
  private static final String WITHOUT_CHOOSER = "delete globalThis.showSaveFilePicker;";

  /// How many pictures are in what was recorded so far: the blocks of the video track, in WebM.
  private static final String COUNTS =
      """
      const recorded = [];
      globalThis.MediaRecorder = class extends MediaRecorder {
        constructor(...options) {
          super(...options);
          this.addEventListener("dataavailable", ({ data }) => recorded.push(data));
        }
      };
      globalThis.pictures = async () => {
        const bytes = new Uint8Array(await new Blob(recorded).arrayBuffer());
        const number = whole => {
          const length = Math.clz32(bytes[at]) - 23;
          let value = whole ? bytes[at] : bytes[at] & (0xff >> length);
          for (let i = 1; i < length; i++) value = value * 256 + bytes[at + i];
          at += length;
          return value;
        };
        const [SEGMENT, CLUSTER, TRACKS, TRACK, NUMBER, TYPE, BLOCK] = [0x18538067, 0x1f43b675, 0x1654ae6b, 0xae, 0xd7, 0x83, 0xa3];
        let [at, track, video, count] = [0, 0, -1, 0];
        while (at < bytes.length) {
          const [id, size] = [number(true), number(false)];
          if ([SEGMENT, CLUSTER, TRACKS, TRACK].includes(id)) continue;
          if (id === NUMBER) track = bytes[at];
          if (id === TYPE && bytes[at] === 1) video = track;
          if (id === BLOCK && (bytes[at] & 0x7f) === video) count++;
          at += size;
        }
        return count;
      };
      """;

  /// Plays a file to its end: size and number of its pictures, how bright they are, how loud it is.
  private static final String PLAY =
      """
      async base64 => {
        const bytes = Uint8Array.from(atob(base64), c => c.charCodeAt(0));
        const blob = new Blob([bytes], { type: "video/webm" });
        const video = document.createElement("video");
        video.muted = true;
        video.src = URL.createObjectURL(blob);
        await video.play();
        const ended = new Promise(resolve => video.onended = resolve);
        const canvas = new OffscreenCanvas(64, 36);
        const pen = canvas.getContext("2d");
        let bright = 0;
        const look = setInterval(() => {
          pen.drawImage(video, 0, 0, 64, 36);
          bright = Math.max(bright, ...pen.getImageData(0, 0, 64, 36).data.filter((_, i) => i % 4 !== 3));
        }, 100);
        await ended;
        clearInterval(look);
        const sound = await new OfflineAudioContext(1, 1, 48000).decodeAudioData(bytes.buffer);
        const loud = sound.getChannelData(0).reduce((most, x) => Math.max(most, Math.abs(x)), 0);
        return { width: video.videoWidth, frames: video.getVideoPlaybackQuality().totalVideoFrames, seconds: video.currentTime, bright, loud };
      }
      """;

  /// Whether the picture that comes has a red lamp in its corner, on a dark plate.
  private static final String MARKED =
      """
      () => {
        const video = document.querySelector("#remoteVideo");
        const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
        const pen = canvas.getContext("2d");
        pen.drawImage(video, 0, 0);
        const at = 2 * Math.max(14, Math.round(canvas.height / 16));
        const [r, g, b] = pen.getImageData(at, at, 1, 1).data;
        return r > 150 && g < 110 && b < 110;
      }
      """;

  /// Whether all letters of a line are seen.
  private static final String WHOLE =
      "el => el.scrollWidth <= el.clientWidth && el.scrollHeight <= el.clientHeight";

  @Test
  void theWholeCallIsSavedAndEverybodyIsToldAsLongAsItLasts() throws IOException {
    Person ana = stage.person("Ana");
    Person bob = stage.person(new Person.Traits("Bob").speaking("zh-CN"));
    ana.page().addInitScript(WITHOUT_CHOOSER);
    ana.page().addInitScript(COUNTS);
    ana.startsRoom();
    bob.opens(ana.link());
    ana.sees(bob);
    assertThat(bob.call().get("recorded-by")).isHidden();

    starts(ana, "rec-start");
    assertThat(ana.call().get("stop-recording")).isVisible();
    assertThat(bob.call().get("recorded-by")).hasText("Ana 正在录制本次通话");
    Person eva = stage.person("Eva");
    eva.opens(ana.link());
    assertThat(eva.call().get("recorded-by")).hasText("Ana is recording this call");
    eva.page().setViewportSize(390, 844); // a phone has room for all of it, too
    assertThat(eva.call().get("recorded-by"))
        .isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(1));
    assertThat((Boolean) eva.call().get("recorded-by").locator(".clip").evaluate(WHOLE)).isTrue();
    recordsSome(ana);

    Download file = ana.page().waitForDownload(() -> ana.call().get("stop-recording").click());
    assertThat(ana.call().get("stop-recording")).isHidden();
    assertThat(bob.call().get("recorded-by")).isHidden();
    assertThat(eva.call().get("recorded-by")).isHidden();
    assertThat(file.suggestedFilename()).matches("switchboard-[0-9-]+\\.webm");

    Map<String, Double> played = play(ana, file);
    assertThat(played.get("width")).isEqualTo(1280);
    assertThat(played.get("frames")).as("%s", played).isGreaterThan(ENOUGH - 5);
    assertThat(played.get("bright")).as("%s", played).isGreaterThan(150);
    assertThat(played.get("loud")).as("%s", played).isGreaterThan(0.01);
  }

  @Test
  void aRecordingEndsWithTheCallAndIsComplete() throws IOException {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    ana.page().addInitScript(WITHOUT_CHOOSER);
    ana.page().addInitScript(COUNTS);
    ana.startsRoom();
    bob.opens(ana.link());
    ana.sees(bob);
    starts(ana, "rec-own");
    assertThat(bob.call().get("recorded-by")).hasText("Ana is recording only themselves");
    recordsSome(ana);

    Download file = ana.page().waitForDownload(() -> ana.call().leaves());
    Map<String, Double> played = play(ana, file);
    assertThat(played.get("frames")).as("%s", played).isGreaterThan(ENOUGH - 5);
  }

  /// Pages of other makes know no word for it, so what they see and hear says it.
  @Test
  void aDirectCallIsRecordedAndTheOtherSideSeesAndHearsThatItIs() throws Exception {
    Path folder = Path.of(RecordingIT.class.getResource("login.html").toURI()).getParent();
    try (Site elsewhere = new Site(folder)) {
      Person guest = stage.guestOf(elsewhere.url(), "Eve");
      LoginPage eve = LoginPage.of(guest, elsewhere.url() + "login.html", stage.server());
      Person ana = stage.person("Ana");
      ana.page().addInitScript(WITHOUT_CHOOSER);
      ana.page().addInitScript(COUNTS);
      ana.comesHome().claimsHandle();
      ana.home().rings(eve.person());
      ana.sees(eve.person());
      eve.sees();
      assertThat((Boolean) guest.page().evaluate(MARKED)).isFalse();

      starts(ana, "rec-start");
      Wait.until("the mark", guest.page(), () -> (boolean) guest.page().evaluate(MARKED));
      eve.hears();
      ana.call().switchesCamera(false);
      Wait.until("the mark", guest.page(), () -> (boolean) guest.page().evaluate(MARKED));
      eve.sees();
      recordsSome(ana);
      Download file = ana.page().waitForDownload(() -> ana.call().get("stop-recording").click());
      ana.call().switchesCamera(true);
      Wait.until("no mark", guest.page(), () -> !(boolean) guest.page().evaluate(MARKED));
      eve.hasNegotiatedOnce();
      Map<String, Double> played = play(ana, file);
      assertThat(played.get("bright")).as("%s", played).isGreaterThan(150);
      assertThat(played.get("loud")).as("%s", played).isGreaterThan(0.01);
    }
  }

  /// Pictures enough are in the file, however long that takes.
  private static void recordsSome(Person person) {
    assertThat(person.call().get("stop-recording")).containsText("Recording");
    Wait.until(
        () -> ENOUGH + " pictures, now " + pictures(person),
        person.page(),
        () -> pictures(person) >= ENOUGH);
  }

  private static int pictures(Person person) {
    return ((Number) person.page().evaluate("pictures()")).intValue();
  }

  private static void starts(Person person, String item) {
    person.call().opensMenu();
    person.call().get(item).click();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Double> play(Person person, Download file) throws IOException {
    String text = Base64.getEncoder().encodeToString(Files.readAllBytes(file.path()));
    Map<String, Object> played = (Map<String, Object>) person.page().evaluate(PLAY, text);
    Map<String, Double> numbers = new java.util.HashMap<>();
    played.forEach((key, value) -> numbers.put(key, ((Number) value).doubleValue()));
    return numbers;
  }
}
