// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.options.BoundingBox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What can be done with the tiles of a call, by mouse, touch and keyboard; and who is shown where
/// not all fit.
final class TilesIT {

  /// Where each tile in sight stands.
  private static final String PLACES =
      """
      () => Object.fromEntries([...document.querySelectorAll("[data-test=tile]:not([hidden])")]
        .map(({ dataset, style }) => [dataset.tile, style.getPropertyValue("--x") + " " + style.getPropertyValue("--y")]))
      """;

  @RegisterExtension static final Stage stage = Stage.with();

  @Test
  void theSmallPictureIsDraggedSentByArrowsSwappedAndSwappedBack() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    ana.meets(bob);
    Locator small = ana.page().locator(".tile.floating");

    assertThat(small).hasAttribute("data-tile", "me");
    goesAround(ana, small);
    small.dblclick();
    assertThat(small).hasAttribute("data-tile", ana.call().tile(bob).peer());
    goesAround(ana, small);
    small.dblclick();
    assertThat(small).hasAttribute("data-tile", "me");

    small.hover();
    small.getByTestId("spot").click();
    assertThat(ana.page().locator("[data-tile=me][data-lit]")).isVisible();
  }

  @Test
  void aTapShowsTheButtonsOfATileAndDoesNothingElse() {
    Person ana = stage.person(new Person.Traits("Ana").onAPhone());
    Person bob = stage.person("Bob");
    ana.meets(bob);
    Locator tile = ana.page().locator("[data-test=tile]:not([data-tile=me])");
    Locator pin = tile.getByTestId("pin");

    taps(ana, pin);
    assertThat(tile).hasAttribute("data-acts", "");
    assertThat(pin).hasAttribute("aria-pressed", "false");
    taps(ana, pin);
    assertThat(pin).hasAttribute("aria-pressed", "true");
    assertThat(tile).not().hasAttribute("data-acts", "");
    assertThat(tile.locator(".tile-actions")).hasCSS("pointer-events", "none");
  }

  @Test
  void enterOpensTheMenuOfATileWithTheFullNameAndAllThatCanBeDone() {
    String name = "Bob Who Has Such a Long Name That It Fits";
    Person ana = stage.person("Ana");
    Person bob = stage.person(name.substring(0, 40));
    ana.meets(bob);
    CallPage call = ana.call();
    Keyboard keys = ana.page().keyboard();
    Locator tile = ana.page().locator("[data-test=tile]:not([data-tile=me])");
    Locator menu = call.get("menu-tile-options");

    tile.focus();
    keys.press("Enter");
    assertThat(menu.locator(".label")).hasText(bob.name());
    assertThat(call.get("tile-pin")).isFocused();
    for (String act : new String[] {"tile-spot", "ask-mute", "make-host", "remove"}) {
      assertThat(menu.getByTestId(act)).isVisible();
    }
    keys.press("Escape");
    assertThat(tile).isFocused();
    keys.press("Enter");
    call.get("tile-pin").click();
    assertThat(tile.getByTestId("pin")).hasAttribute("aria-pressed", "true");
    tile.focus();
    keys.press("Enter");
    menu.getByTestId("ask-mute").click();
    bob.call().hasMicrophone(false);

    ana.page().locator("[data-tile=me]").focus();
    keys.press("Enter");
    assertThat(menu.locator(".label")).hasText("Ana (you)");
  }

  @Test
  void whoSpeaksOnAnotherPageChangesPlacesWithOneWhoIsSilent() {
    Person ana = stage.person(new Person.Traits("Ana").onAPhone());
    CallPage call = ana.startsRoom();
    Crowd crowd = new Crowd(stage.person("Crowd"), call.room(), ana.name());
    crowd.comes(Crowd.Part.LISTENS, "Wei", "Noor", "Kofi", "Lin", "Tomas", "Priya", "Hugo");
    call.hasPeople(8);
    for (String name : new String[] {"Wei", "Noor", "Kofi", "Lin", "Tomas", "Priya", "Hugo"}) {
      new Tile(ana.page(), name).moves();
    }
    crowd.comes(Crowd.Part.QUIET, "Jun");
    call.hasPeople(9);
    Locator jun = new Tile(ana.page(), "Jun").locator();
    Wait.until("no picture of Jun", ana.page(), () -> crowd.wanted("Jun") == 0);
    assertThat(jun).isHidden();
    Map<?, ?> before = (Map<?, ?>) ana.page().evaluate(PLACES);

    crowd.speaks("Jun");
    assertThat(jun).isVisible();
    Map<?, ?> after = (Map<?, ?>) ana.page().evaluate(PLACES);
    List<Object> gone = new ArrayList<>(before.keySet());
    gone.removeAll(after.keySet());
    assertThat(gone).hasSize(1);
    assertThat(after.get(jun.getAttribute("data-tile"))).isEqualTo(before.get(gone.get(0)));
    before.forEach((id, place) -> {
      if (!gone.contains(id)) {
        assertThat(after.get(id)).as("who had nothing to do with it").isEqualTo(place);
      }
    });
    String silent = crowd.nameOf((String) gone.get(0));
    Wait.until("no picture of " + silent, ana.page(), () -> crowd.wanted(silent) == 0);
    assertThat(crowd.wanted("Jun")).isGreaterThan(0);
    new Tile(ana.page(), "Jun").moves();
  }

  @Test
  void whoHasNoPlaceBesideASharedScreenIsCountedAndTheFocusStays() {
    Person ana = stage.person("Ana");
    Page page = ana.page();
    CallPage call = ana.startsRoom();
    page.setViewportSize(Person.WIDTH, 420);
    Crowd crowd = new Crowd(stage.person("Crowd"), call.room(), ana.name());
    crowd.comes(Crowd.Part.DARK, Crowd.NAMES.subList(0, 16).toArray(String[]::new));
    call.hasPeople(17);
    Locator next = page.locator(".pager button").last();
    Pattern last = Pattern.compile("Page (\\d) of \\1");
    next.focus();
    page.keyboard().press("Enter");
    for (int i = 0; !last.matcher(page.locator(".pager span").innerText()).matches(); i++) {
      assertThat(i).as("pages").isLessThan(16);
      page.keyboard().press("Enter");
    }
    assertThat(next).isFocused();
    assertThat(next).hasAttribute("aria-disabled", "true");

    Locator some = page.locator("[data-test=tile]:not([hidden])").first();
    some.focus();
    crowd.goes(crowd.nameOf(some.getAttribute("data-tile")));
    call.hasPeople(16);
    assertThat(page.locator("[data-test=tile]:focus")).hasCount(1);

    crowd.comes(Crowd.Part.SHOWS, "Ben");
    assertThat(call.get("tile-more")).isVisible();
    assertThat(page.locator("[data-tile=me]")).isVisible();
    assertThat(page.locator(":focus").and(page.locator(".tile"))).hasCount(1);
    int shown = page.locator("[data-test=tile]:not([hidden]):not([data-screen])").count();
    assertThat(call.get("tile-more")).hasText(17 - shown + " more");
    call.get("tile-more").click();
    assertThat(call.get("people-list").locator("li")).hasCount(17);
  }

  /// Until the server has let us in, nobody knows who is there.
  @Test
  void whoComesBackIsNotToldThatNobodyIsThere() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    ana.startsRoom();
    bob.opens(ana.link());
    bob.sees(ana);
    List<Runnable> held = new ArrayList<>();
    bob.page().routeWebSocket(Pattern.compile("/ws$"), socket -> holdJoins(socket, held));

    bob.page().reload();
    assertThat(bob.call().get("entering")).isVisible();
    assertThat(bob.page().locator("[data-lit]")).hasCount(0);
    assertThat(bob.call().get("invite")).isHidden();
    Wait.until("the wish to join", bob.page(), () -> !held.isEmpty());
    List.copyOf(held).forEach(Runnable::run);
    bob.sees(ana);
    assertThat(bob.call().get("entering")).isHidden();
    assertThat(bob.call().get("invite")).isHidden();
  }

  private static void holdJoins(WebSocketRoute page, List<Runnable> held) {
    WebSocketRoute server = page.connectToServer();
    page.onMessage(frame -> {
      if (frame.text() != null && frame.text().contains("\"join\"")) {
        held.add(() -> server.send(frame.text()));
      } else {
        server.send(frame.text());
      }
    });
  }

  /// By mouse into the first corner, by arrows through the others.
  private static void goesAround(Person person, Locator small) {
    Page page = person.page();
    BoundingBox box = small.boundingBox();
    page.mouse().move(box.x + box.width / 2, box.y + box.height / 2);
    page.mouse().down();
    page.mouse().move(300, 300);
    page.mouse().move(250, 150);
    page.mouse().up();
    isIn(page, small, true, true);
    small.focus();
    page.keyboard().press("ArrowRight");
    isIn(page, small, false, true);
    page.keyboard().press("ArrowDown");
    isIn(page, small, false, false);
  }

  private static void isIn(Page page, Locator small, boolean left, boolean top) {
    Wait.until(
        () -> "left " + left + ", top " + top + ", now at " + small.boundingBox().x,
        page,
        () -> {
          BoundingBox box = small.boundingBox();
          return box.x + box.width / 2 < Person.WIDTH / 2.0 == left
              && box.y + box.height / 2 < Person.HEIGHT / 2.0 == top
              && small.evaluate("el => el.getAnimations().length").equals(0);
        });
  }

  private static void taps(Person person, Locator where) {
    BoundingBox box = where.boundingBox();
    person.page().touchscreen().tap(box.x + box.width / 2, box.y + box.height / 2);
  }
}
