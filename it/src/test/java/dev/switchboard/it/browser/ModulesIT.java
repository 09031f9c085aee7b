// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The tests that the browser's modules have of their own: `web/test/index.html`, from the
/// checkout. Most of their time they wait, so several pages share them.
final class ModulesIT {

  @RegisterExtension static final Stage stage = Stage.with();

  private static final int PAGES = 6;
  private static final int PATIENCE = 120_000;

  @Test
  @Timeout(240)
  void allTestsOfTheModulesPass() throws Exception {
    try (Site site = new Site(Path.of("..", "web"))) {
      List<String> parts =
          IntStream.rangeClosed(1, PAGES)
              .mapToObj(part -> site.url() + "test/index.html?part=" + part + "/" + PAGES)
              .toList();
      List<Page> pages = parts.stream().map(ModulesIT::open).toList();
      for (int i = 0; i < PAGES; i++) {
        String part = parts.get(i);
        allPassed(results(pages.get(i)).orElseGet(() -> again(part)));
      }
    }
  }

  private static Page open(String part) {
    Page page = stage.guestOf(part).page();
    page.navigate(part);
    return page;
  }

  /// Nothing if Chromium crashed: 156 does once in fifty times or so, on a very busy machine, when
  /// connections are changed and closed by the hundred. Our tests cannot fail in that way.
  private static Optional<List<?>> results(Page page) {
    try {
      Wait.until(
          PATIENCE,
          () -> "all tests of " + page.url(),
          page,
          () -> Boolean.TRUE.equals(page.evaluate("Boolean(globalThis.__results?.done)")));
      return Optional.of((List<?>) page.evaluate("__results.results"));
    } catch (PlaywrightException e) {
      if (String.valueOf(e.getMessage()).contains("crashed")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static List<?> again(String part) {
    return results(open(part)).orElseThrow(() -> new AssertionError("crashed twice: " + part));
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
