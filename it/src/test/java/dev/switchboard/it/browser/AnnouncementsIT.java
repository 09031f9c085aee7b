// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What screen readers are told of others: each thing once, and a crowd's doings together.
final class AnnouncementsIT {

  @RegisterExtension static final Stage stage = Stage.with();

  /// Keeps whatever appears in one of the places that screen readers listen to.
  private static final String LISTEN =
      """
      globalThis.told = [];
      addEventListener("DOMContentLoaded", () => {
        for (const id of ["toasts", "polite", "assertive"]) {
          const place = document.getElementById(id);
          new MutationObserver(() => place.textContent && told.push(place.textContent))
            .observe(place, { childList: true, subtree: true, characterData: true });
        }
      });
      """;

  /// Three people at once, without a page of their own.
  private static final String CROWD =
      """
      async room => {
        const { connect } = await import("/client/switchboard.js");
        globalThis.lines = ["Xia", "Yan", "Zhu"].map(name => connect({ about: { name } }));
        globalThis.rooms = await Promise.all(lines.map(line => line.join(room)));
      }
      """;

  private final Person ana = stage.person("Ana");
  private final Person crowd = stage.person("Crowd");

  /// Screen readers are told what happens beside what they read.
  @Test
  void comingsHandsAndMessagesAreAnnounced() {
    CallPage call = ana.startsRoom();
    Person bob = stage.person("Bob");
    bob.opens(ana.link());
    assertThat(announcement(ana, "#toasts")).containsText("Bob joined");
    bob.call().get("hand").click();
    assertThat(announcement(ana, "#toasts")).containsText("Bob raised a hand");
    bob.call().says("can you hear me");
    assertThat(announcement(ana, "#polite")).containsText("Bob wrote: can you hear me");
    assertThat(call.get("chat")).hasAttribute("aria-label", "Chat, 1 new message");
    bob.call().leaves();
    assertThat(announcement(ana, "#toasts")).containsText("Bob left");
  }

  @Test
  void aCrowdIsAnnouncedTogetherAndOnce() {
    ana.page().addInitScript(LISTEN);
    ana.startsRoom().isAlone();
    crowd.comesHome();
    crowd.page().evaluate(CROWD, ana.call().room());
    tells("and 2 more joined");
    assertThat(told("joined")).hasSize(1);

    does("for (const { chair } of rooms) void chair.raiseHand()");
    tells("and 2 more raised a hand");
    assertThat(told("raised a hand")).hasSize(1);

    does("for (const room of rooms) void room.chat('I am ' + room.name.length)");
    tells("Xia wrote");
    tells("Yan wrote");
    tells("Zhu wrote");
    does("for (let i = 0; i < 12; i++) void rooms[0].chat('word ' + i)");
    tells("word 11");
    for (String one : told("word 11")) {
      assertThat(one.split("wrote", -1).length - 1).as("of a flood, the last few").isLessThan(6);
    }
    assertThat(told("word 11")).hasSize(1);
    assertThat(told("word ")).hasSizeLessThan(4);

    does("for (const line of lines) line.close()");
    tells("and 2 more left");
    assertThat(told(" left")).hasSize(1);
  }

  /// None of the two is lost to the other.
  @Test
  void whoComesAndWhoGoesInOneMomentAreBothTold() {
    ana.page().addInitScript(LISTEN);
    ana.startsRoom().isAlone();
    crowd.comesHome();
    crowd.page().evaluate(CROWD, ana.call().room());
    tells("and 2 more joined");
    does("void rooms[0].leave().then(() => lines[0].join(rooms[0].name))");
    tells("Xia left");
    tells("Xia joined");
    assertThat(told("Xia left")).hasSize(1);
    assertThat(told("Xia joined")).hasSize(1);
  }

  private static Locator announcement(Person person, String region) {
    Locator place = person.page().locator(region);
    assertThat(place).hasAttribute("aria-live", "polite");
    return place;
  }

  private void does(String script) {
    crowd.page().evaluate("() => { " + script + " }");
  }

  private void tells(String words) {
    Page page = ana.page();
    Wait.until(() -> words + " among " + page.evaluate("told"), page, () -> !told(words).isEmpty());
  }

  private List<String> told(String words) {
    return ((List<?>) ana.page().evaluate("told"))
        .stream().map(String::valueOf).filter(one -> one.contains(words)).toList();
  }
}
