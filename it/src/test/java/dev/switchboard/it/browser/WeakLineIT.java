// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import dev.switchboard.it.Line;
import dev.switchboard.turn.PortRange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Sound and picture on a network that loses some of it, or all: everything goes through a relay,
/// and to the relay through a sieve.
final class WeakLineIT {
  private static final Relays relays = Relays.open(new PortRange(38_000, 38_999));
  private static final Sieve sieve = Sieve.before(relays.port("udp"));
  private static final int PATIENCE = 60_000;

  @RegisterExtension
  static final Stage stage =
      Stage.with(Relays.behind("turn:127.0.0.1:" + sieve.port() + "?transport=udp"));

  @AfterAll
  static void close() {
    sieve.close();
    relays.close();
  }

  @BeforeEach
  void mend() {
    sieve.loses(0);
  }

  @Test
  void whoseLineIsWeakIsToldAndTurnsAllVideoOffAndOnAgain() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    meet(ana, bob);
    Locator weak = ana.call().banner("weak");
    assertThat(weak).isHidden();

    sieve.loses(12);
    assertThat(weak).isVisible(new IsVisibleOptions().setTimeout(PATIENCE));
    assertThat(weak).containsText("Your connection is weak");
    ana.call().get("audio-only").press("Enter");
    assertThat(weak).isHidden();
    assertThat(ana.call().get("video-back")).isFocused();
    assertThat(ana.call().get("camera")).hasAttribute("data-live", "false");
    ana.call().tile(bob).isPaused(true);
    bob.call().tile(ana).showsAvatar(true);

    sieve.loses(0);
    ana.call().tile(bob).standsStill();
    ana.hears(bob);
    ana.call().get("video-back").click();
    ana.call().tile(bob).isPaused(false);
    ana.sees(bob);
    bob.sees(ana);
  }

  @Test
  void pictureFallsOverABadLineSoundGoesOnAndPictureComesBack() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    meet(ana, bob);
    sieve.loses(16); // twice on the way, so 30 of a hundred
    sends(bob, "nothing but sound", "false");
    ana.call().tile(bob).isPaused(true);
    ana.hears(bob);
    sieve.loses(0);
    sends(bob, "a picture again", "true");
    ana.sees(bob);
  }

  /// The server is there all the time, so nothing is said of it.
  @Test
  void whenSoundAndPictureAreCutOffTheLineToTheServerIsNotBlamed() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    meet(ana, bob);
    int connections = ana.call().connectionsMade();

    sieve.loses(100);
    ana.call().tile(bob).isReconnecting(true);
    ana.call().hasLine();
    ana.call().says("can you hear me?");
    bob.call().reads("can you hear me?");
    assertThat(ana.call().banner("cut")).isHidden();

    sieve.loses(0);
    ana.call().tile(bob).isReconnecting(false);
    ana.sees(bob);
    bob.sees(ana);
    assertThat(ana.call().connectionsMade()).isEqualTo(connections);
  }

  @Test
  void whoIsCutOffFromAllReadsOneCardInPlaceOfTheBanner() {
    Line line = stage.line();
    Person ana = stage.person("Ana", line).expecting("WebSocket connection to");
    Person bob = stage.person("Bob");
    ana.page().addInitScript(MotionIT.WATCH_PLUGS);
    meet(ana, bob);

    sieve.loses(100);
    ana.call().tile(bob).isReconnecting(true);
    assertThat(((Number) ana.page().evaluate("plugs.length")).intValue()).isEqualTo(1);
    line.cut();
    assertThat(ana.call().banner("cut")).isVisible();
    assertThat(ana.call().banner("line")).isHidden();

    sieve.loses(0);
    line.mend();
    assertThat(ana.call().banner("cut")).isHidden();
    Wait.until(
        "the plug is in again", ana.page(), () -> ana.page().evaluate("plugs.length").equals(2));
    ana.sees(bob);
    bob.sees(ana);
  }

  /// The machine is reached another way than before: the browsers agree on paths anew.
  @Test
  void anotherNetworkMeansAnIceRestartOfTheSameConnection() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    meet(ana, bob);
    String before = (String) ana.page().evaluate("watched.fragments()");
    int connections = ana.call().connectionsMade();

    ana.page().evaluate("dispatchEvent(new Event('online'))");
    Wait.until(
        "another path",
        ana.page(),
        () -> !before.equals(ana.page().evaluate("watched.fragments()")));
    ana.sees(bob);
    bob.sees(ana);
    assertThat(ana.call().connectionsMade()).isEqualTo(connections);
  }

  private static void meet(Person ana, Person bob) {
    ana.page().addInitScript(Relays.RELAY_ONLY);
    bob.page().addInitScript(Relays.RELAY_ONLY);
    ana.meets(bob);
    bob.sees(ana);
  }

  private static void sends(Person person, String what, String active) {
    Wait.until(
        PATIENCE,
        () -> what + ", now " + person.call().encodings(),
        person.page(),
        () -> person.call().encodings().endsWith(active));
  }
}
