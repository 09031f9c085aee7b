// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The tests that the browser's modules have of their own: `web/test/index.html`, from the
/// checkout. Most of their time they wait, so several pages share them.
final class ModulesIT {

  @RegisterExtension static final Stage stage = Stage.with();

  private static final int PAGES = 4;
  private static final int PATIENCE = 120_000;

  @Test
  @Timeout(150)
  void allTestsOfTheModulesPass() throws Exception {
    try (Site site = new Site(Path.of("..", "web"))) {
      List<Page> pages = new ArrayList<>();
      for (int part = 1; part <= PAGES; part++) {
        Page page = stage.guestOf(site.url()).page();
        page.navigate(site.url() + "test/index.html?part=" + part + "/" + PAGES);
        pages.add(page);
      }
      for (Page page : pages) {
        page.waitForFunction(
            "globalThis.__results?.done",
            null,
            new Page.WaitForFunctionOptions().setTimeout(PATIENCE));
        allPassed((List<?>) page.evaluate("__results.results"));
      }
    }
  }

  private static void allPassed(List<?> results) {
    assertThat(results).isNotEmpty();
    assertThat(
            results.stream()
                .map(Map.class::cast)
                .filter(one -> !Boolean.TRUE.equals(one.get("passed"))))
        .as("%d tests", results.size())
        .map(one -> one.get("name") + ": " + one.get("error"))
        .isEmpty();
  }
}
