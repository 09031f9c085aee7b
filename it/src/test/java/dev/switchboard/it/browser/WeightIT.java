// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.LoadState;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What the app costs before it is used, and what an upgrade of the server does to a page that is
/// open.
final class WeightIT {

  private static final int FIRST_LOAD = 150_000;
  private static final int SECOND_LOAD = 3_000;
  private static final Pattern VERSIONED = Pattern.compile(".*/v/[^/]+/.*");

  @RegisterExtension static final Stage stage = Stage.with();

  @Test
  void theStartPageIsLightAndKept() {
    Person ana = stage.person("Ana");
    Traffic first = visit(ana);
    assertThat(first.bytes()).as("%s", first).isBetween(FIRST_LOAD / 3L, (long) FIRST_LOAD);

    Traffic second = visit(ana.inASecondTab());
    assertThat(second.requests()).as("%s", second).isEqualTo(first.requests());
    assertThat(second.bytes()).as("%s", second).isBetween(1L, (long) SECOND_LOAD);
  }

  /// What the page needs is announced in the page, not found one import after the other.
  @Test
  void allModulesOfTheStartPageAreAnnouncedInIt() {
    Person ana = stage.person("Ana");
    ana.comesHome();
    Object found =
        ana.page()
            .evaluate(
                """
                () => {
                  const announced = new Set([...document.querySelectorAll("link[rel=modulepreload]")].map(link => link.href));
                  return performance.getEntriesByType("resource").map(one => one.name)
                    .filter(name => name.endsWith(".js") && !name.includes("/i18n/") && !name.endsWith("/theme.js"))
                    .filter(name => !announced.has(name)).join(" ");
                }
                """);
    assertThat(found).isEqualTo("");
  }

  @Test
  void whatIsUnderAVersionIsKeptForGood() {
    Person ana = stage.person("Ana");
    Response module = ana.page().waitForResponse("**/app/app.js", () -> ana.comesHome());
    assertThat(module.url()).matches(VERSIONED);
    assertThat(module.headerValue("cache-control")).contains("immutable");
  }

  /// The page's own files are gone with the old server. It asks for one, and loads itself anew at
  /// the address it was going to.
  @Test
  void aPageFromBeforeAnUpgradeGoesOnWithTheNewFiles() {
    Person ana = stage.person("Ana").expecting("404").expecting("dynamically imported module");
    Home home = ana.comesHome();
    Page page = ana.page();
    page.route(VERSIONED, route -> route.fulfill(new Route.FulfillOptions().setStatus(404)));
    page.onRequest(request -> {
      if (request.isNavigationRequest()) {
        page.unroute(VERSIONED);
      }
    });

    home.startsRoom().joins().isAlone();
    page.waitForLoadState(LoadState.LOAD);
    assertThat(page.evaluate("performance.getEntriesByType('navigation')[0].type"))
        .isEqualTo("reload");
  }

  /// Without a server there is nothing to load anew.
  @Test
  void aPageThatLostItsServerSaysSo() {
    Person ana = stage.person("Ana").expecting("ERR_").expecting("dynamically imported module");
    Home home = ana.comesHome();
    ana.page().route(VERSIONED, Route::abort);
    home.get("start-room").click();
    ana.isTold("unreachable");
    assertThat(ana.page().getByTestId("retry")).isVisible();
  }

  private static Traffic visit(Person person) {
    Traffic traffic = Traffic.of(person.page());
    Home home = person.comesHome();
    assertThat(home.get("claim-form")).isVisible();
    person.page().waitForLoadState(LoadState.NETWORKIDLE);
    return traffic;
  }
}
