// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The app as one that is installed.
final class InstallIT {

  @RegisterExtension static final Stage stage = Stage.with();

  @Test
  void theBrowserTakesTheManifest() {
    Person ana = stage.person("Ana");
    ana.comesHome();
    Page page = ana.page();
    JsonObject seen = page.context().newCDPSession(page).send("Page.getAppManifest");
    assertThat(seen.get("url").getAsString()).endsWith("/manifest.webmanifest");
    assertThat(seen.getAsJsonArray("errors")).isEmpty();

    JsonObject manifest = JsonParser.parseString(seen.get("data").getAsString()).getAsJsonObject();
    assertThat(manifest.get("display").getAsString()).isEqualTo("standalone");
    JsonArray icons = manifest.getAsJsonArray("icons");
    assertThat(icons).hasSizeGreaterThan(3);
    icons.forEach(icon -> isThere(page, icon.getAsJsonObject()));
    for (String rel : new String[] {"apple-touch-icon", "icon"}) {
      Object href = page.locator("link[rel=" + rel + "]").evaluate("link => link.href");
      assertThat(size(page, href).get("width")).as(rel).isNotEqualTo(0);
    }
  }

  @Test
  void theShortcutStartsARoom() {
    Person ana = stage.person("Ana");
    Page page = ana.page();
    page.navigate(ana.site() + "?start");
    ana.prejoin().joins().isAlone();
    assertThat(page.url()).doesNotContain("start").isNotEqualTo(ana.site());
    page.goBack();
    assertThat(page.getByTestId("stage")).hasCount(0);
  }

  /// Nothing may be in the page that did not come from the server as a file.
  @Test
  void thePolicyTrustsFilesAlone() {
    Person ana = stage.person("Ana").expecting("Content Security Policy");
    Response answer = ana.page().navigate(ana.site());
    assertThat(answer.headerValue("content-security-policy"))
        .contains("default-src 'none'", "script-src 'self';", "style-src 'self';")
        .doesNotContain("unsafe", "*", "http");
    Object ran =
        ana.page()
            .evaluate(
                """
                () => {
                  const script = document.createElement("script");
                  script.textContent = "globalThis.ran = true";
                  document.body.append(script);
                  return Boolean(globalThis.ran);
                }
                """);
    assertThat(ran).isEqualTo(false);
  }

  private static void isThere(Page page, JsonObject icon) {
    JsonElement wanted = icon.get("sizes");
    Map<?, ?> size = size(page, icon.get("src").getAsString());
    if (!wanted.getAsString().equals("any")) {
      assertThat(size.get("width") + "x" + size.get("height")).isEqualTo(wanted.getAsString());
    }
    assertThat(size.get("type")).isEqualTo(icon.get("type").getAsString());
  }

  private static Map<?, ?> size(Page page, Object src) {
    return (Map<?, ?>)
        page.evaluate(
            """
            async src => {
              const image = Object.assign(new Image(), { src });
              await image.decode();
              const type = (await fetch(src)).headers.get("content-type").split(";")[0];
              return { width: image.naturalWidth, height: image.naturalHeight, type };
            }
            """,
            src);
  }
}
