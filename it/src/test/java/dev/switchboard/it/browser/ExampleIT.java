// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The page that `docs/client.md` shows how to write.
final class ExampleIT {

  @RegisterExtension static final Stage stage = Stage.with();

  private static final String OTHERS =
      "[...document.querySelectorAll('video')].filter(v => !v.muted)";

  @Test
  void twoWhoOpenTheExampleSeeEachOther() {
    Page ana = stage.person("Ana").page();
    Page bob = stage.person("Bob").page();
    ana.navigate(stage.server().url() + "client/example.html#tea");
    bob.navigate(stage.server().url() + "client/example.html#tea");

    for (Page page : new Page[] {ana, bob}) {
      assertThat(page.locator("video")).hasCount(2);
      Wait.until("a picture of the other", page, () -> received(page, "clock") > 1);
      Wait.until("frames of the other", page, () -> received(page, "frames") > 5);
      Wait.until("sound of the other", page, () -> received(page, "energy") > 0);
    }
    bob.close();
    assertThat(ana.locator("video")).hasCount(1);
  }

  private static double received(Page page, String what) {
    Object sum = page.evaluate("watched.received(" + OTHERS + "[0])");
    return ((Number) ((Map<?, ?>) sum).get(what)).doubleValue();
  }
}
