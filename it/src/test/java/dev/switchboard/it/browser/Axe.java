// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import com.microsoft.playwright.Page;
import dev.switchboard.it.Npm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/// Looks at a page as somebody who needs assistive technology would have it looked at: with
/// [axe-core](https://github.com/dequelabs/axe-core), by the rules of WCAG up to 2.2 AA. Where
/// there is no npm to install it with, it finds nothing; [AccessibilityIT] says so.
final class Axe {

  private static final List<String> PACKAGE = List.of("axe-core@4.10.3");

  /// One line for each element that breaks a rule: the rule, the element, and what is the matter.
  private static final String LOOK =
      """
      async () => {
        const found = await axe.run(document, {
          runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
          resultTypes: ["violations"],
        });
        return found.violations.flatMap(rule => rule.nodes.map(node =>
          `${rule.id}: ${node.html.slice(0, 200)}: ${node.failureSummary.replace(/\\s+/g, " ")}`));
      }
      """;

  private Axe() {}

  /// Whether it can be had here.
  static boolean isThere() {
    return Npm.isThere();
  }

  /// What is wrong with what the page shows now; empty is as it should be.
  static List<String> complaints(Page page) {
    if (!isThere()) {
      return List.of();
    }
    if (Boolean.FALSE.equals(page.evaluate("'axe' in globalThis"))) {
      page.evaluate(source());
    }
    return ((List<?>) page.evaluate(LOOK)).stream().map(String::valueOf).toList();
  }

  private static String source() {
    try {
      return Files.readString(Npm.installed(PACKAGE).resolve("node_modules/axe-core/axe.min.js"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
