// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;

/// One file in somebody's chat.
final class FileRow {

  /// A large one takes a while on a busy machine, in milliseconds.
  static final int PATIENCE = 120_000;

  private final Page page;
  private final Locator row;

  /// The last one of that name; opens the chat to look at it.
  FileRow(Person person, String name) {
    this.page = person.page();
    person.call().opensChat();
    this.row = page.getByTestId("file").filter(new Locator.FilterOptions().setHasText(name)).last();
    assertThat(row).isVisible();
  }

  FileRow is(String state) {
    assertThat(row)
        .hasAttribute(
            "data-state", state, new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE));
    return this;
  }

  FileRow says(String words) {
    assertThat(row.getByTestId("file-meta")).containsText(words);
    return this;
  }

  FileRow does(String act) {
    get(act).click();
    return this;
  }

  Locator get(String act) {
    return row.getByTestId("file-" + act);
  }

  /// In percent.
  int progress() {
    return Integer.parseInt(
        row.getByRole(com.microsoft.playwright.options.AriaRole.PROGRESSBAR)
            .getAttribute("aria-valuenow"));
  }

  void hasCome(int percent) {
    Wait.until(PATIENCE, () -> "more than " + percent + " %", page, () -> progress() > percent);
  }

  /// Saves it as people do.
  Path saved() {
    Download download = page.waitForDownload(() -> does("save"));
    return download.path();
  }

  /// Under this name the browser would save it.
  String nameOfDownload() {
    return page.waitForDownload(() -> does("save")).suggestedFilename();
  }
}
