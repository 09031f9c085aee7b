// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// When two people cannot hear each other, both read why, and what to do. The relay of this server
/// is at a port where nobody answers.
final class VerdictIT {
  private static final String NOBODY = "127.0.0.1:9";

  /// What is told must last for a while first.
  private static final int PATIENCE = 60_000;

  /// Whatever the others say of where they are is lost, so there is no direct way.
  private static final String DEAF =
      "RTCPeerConnection.prototype.addIceCandidate = async () => {};";

  /// What must last before it is told lasts a quarter as long: how long that is, steady.test.js
  /// proves.
  private static final String HASTE =
      "const now = performance.now.bind(performance); performance.now = () => 4 * now();";

  @RegisterExtension
  static final Stage stage = Stage.with(Relays.behind("turn:" + NOBODY + "?transport=tcp"));

  @Test
  void whoseNetworkLetsNothingThroughIsToldAndSoIsTheOther() {
    Person ana = stage.person("Ana");
    Person bob = stage.person(new Person.Traits("Bob").speaking("zh-CN"));
    hurry(ana, bob);
    ana.page().addInitScript(Relays.RELAY_ONLY);
    ana.startsRoom();
    bob.opens(ana.link());

    reads(ana, "none-mine");
    assertThat(verdict(ana)).containsText("Your network lets no call through");
    assertThat(verdict(ana)).containsText("Allow UDP or TCP to " + NOBODY);
    assertThat(ana.call().get("verdict-test")).hasAttribute("href", "/test");
    new Gallery().pairs("call-verdict", ana);
    reads(bob, "none-theirs");
    assertThat(verdict(bob)).containsText("Ana 的网络不允许通话");

    ana.call().get("verdict-close").click();
    assertThat(verdict(ana)).isHidden();
    bob.call().leaves();
    ana.call().isAlone();
  }

  @Test
  void whoCannotReachTheRelayIsToldWhatToLetThrough() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    hurry(ana, bob);
    ana.page().addInitScript(DEAF);
    bob.page().addInitScript(DEAF);
    ana.startsRoom();
    bob.opens(ana.link());

    reads(ana, "relay-mine");
    assertThat(verdict(ana)).containsText("Your network blocks the relay");
    assertThat(verdict(ana)).containsText(NOBODY);
    reads(bob, "relay-mine");
  }

  @Test
  void aMicrophoneThatGivesNothingIsToldOfAtBothEnds() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    hurry(ana, bob);
    ana.page().addInitScript(MediaIT.DEAD_MICROPHONE);
    ana.meets(bob);

    reads(ana, "silent-mine");
    reads(bob, "silent-theirs");
    assertThat(verdict(bob)).containsText("No sound comes from the microphone of Ana");
  }

  @Test
  void aCallThatWorksHasNothingToSay() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    ana.meets(bob);
    bob.sees(ana);
    bob.call().switchesMicrophone(false);
    ana.call().tile(bob).isMuted(true);

    ana.page().keyboard().press("i");
    assertThat(ana.call().get("findings").locator("[data-verdict='muted-theirs']"))
        .containsText("Bob is muted");
    assertThat(verdict(ana)).isHidden();
    assertThat(verdict(bob)).isHidden();
  }

  /// Somebody sends what no app of ours would: nothing of it is shown.
  @Test
  void whatTheOtherEndMakesUpIsNotShown() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    hurry(ana, bob);
    ana.meets(bob);
    String room = ana.call().room();

    bob.page()
        .evaluate(
            """
            async room => {
              const { connect } = await import("/client/switchboard.js");
              const joined = await (await connect({ about: { name: "Mal" } }).ready).join(room);
              for (const trouble of ["<b>evil</b>", { mic: "<b>evil</b>", types: ["evil"] }, [], 7, { mic: "silent", sound: { evil: 1 } }])
                await joined.send({ trouble });
            }
            """,
            room);
    Locator told =
        ana.page().locator("[data-banner=verdict][data-verdict='silent-theirs']:not([hidden])");
    assertThat(told).isVisible(new IsVisibleOptions().setTimeout(PATIENCE));
    assertThat(told).containsText("Mal");
    assertThat(ana.page().locator("body")).not().containsText("evil");
  }

  private static void hurry(Person... people) {
    for (Person person : people) {
      person.page().addInitScript(HASTE);
    }
  }

  private static Locator verdict(Person person) {
    return person.call().banner("verdict");
  }

  private static void reads(Person person, String key) {
    Locator told = person.page().locator("[data-verdict='" + key + "']:not([hidden])");
    assertThat(verdict(person).and(told)).isVisible(new IsVisibleOptions().setTimeout(PATIENCE));
  }
}
