// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Blur where the browser itself offers it. The one that runs the tests offers none, so its cameras
/// are made to say that they can; all else is as it is, and no picture is blurred by that.
final class BlurIT {

  @RegisterExtension static final Stage stage = Stage.with();

  private static final String CAN_BLUR =
      """
      const apply = MediaStreamTrack.prototype.applyConstraints;
      globalThis.asked = new WeakMap(); // what each track was asked for last; it is asked all the same
      MediaStreamTrack.prototype.applyConstraints = function (wish) {
        asked.set(this, wish);
        return apply.call(this, wish);
      };
      const able = MediaStreamTrack.prototype.getCapabilities;
      MediaStreamTrack.prototype.getCapabilities = function () {
        return this.kind === "video" ? { ...able.call(this), backgroundBlur: [false, true] } : able.call(this);
      };
      """;

  /// What the camera that is seen was asked for.
  private static final String ASKED =
      """
      () => String(asked.get(document.querySelector("video")?.srcObject?.getVideoTracks()[0])?.backgroundBlur)
      """;

  @Test
  void itIsAskedOfTheCameraAndRemembered() {
    Person ana = stage.person("Ana");
    ana.page().addInitScript(CAN_BLUR);
    Prejoin door = ana.comesHome().startsRoom();
    assertThat(door.get("camera")).hasAttribute("data-live", "true");
    assertThat(door.get("set-blur")).isVisible();
    assertThat(door.get("set-blur")).not().isChecked();
    door.get("set-blur").press(" ");
    asked(ana, "true");

    ana.page().reload();
    asked(ana, "true");
    assertThat(ana.prejoin().get("set-blur")).isChecked();
    CallPage call = ana.prejoin().joins();
    asked(ana, "true");
    call.opensMenu();
    call.get("more-settings").click();
    call.get("set-blur").click();
    asked(ana, "false");
  }

  @Test
  void whereThereIsNoneNothingIsOffered() {
    Person ana = stage.person("Ana");
    Prejoin door = ana.comesHome().startsRoom();
    assertThat(door.get("camera")).hasAttribute("data-live", "true");
    assertThat(door.get("set-blur")).isHidden();
  }

  private static void asked(Person person, String blur) {
    Wait.until("blur " + blur, person.page(), () -> blur.equals(person.page().evaluate(ASKED)));
  }
}
