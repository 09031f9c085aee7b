// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// People in the app and people on the page of tutorial 004 call each other by name.
final class ChatAcrossIT {

  @RegisterExtension static final Stage stage = Stage.with();

  /// Frames that are not chance.
  private static final int SOME_FRAMES = 5;

  @Test
  void theAppRingsSomebodyInTheRoomAndBothSeeEachOther() {
    Person eve = inTheRoom("Eve");
    Person ana = stage.onTheBoard("Ana");

    ana.home().rings(eve);
    ana.sees(eve);
    ana.hears(eve);
    seesTheOther(eve);

    eve.page().close();
    assertThat(ana.page().getByTestId("ended")).isVisible();
  }

  private static Person inTheRoom(String name) {
    Person person = stage.person(name).goesByHandle();
    person.page().navigate(person.site() + "demos/chat.html");
    Locator field = person.page().getByTestId("name");
    field.fill(person.handle());
    field.press("Enter");
    assertThat(person.page().getByTestId("state"))
        .containsText("In the room as " + person.handle());
    return person;
  }

  private static void seesTheOther(Person person) {
    Locator other = person.page().getByTestId("other");
    assertThat(other).isVisible();
    double before = frames(other);
    Wait.until("frames", person.page(), () -> frames(other) > before + SOME_FRAMES);
  }

  private static double frames(Locator video) {
    Object all = video.evaluate("v => [v.getVideoPlaybackQuality().totalVideoFrames]");
    return ((Number) ((List<?>) all).getFirst()).doubleValue();
  }
}
