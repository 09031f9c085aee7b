// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.it.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Lines break and servers are restarted: what goes on meanwhile, and what afterwards.
final class OutageIT {

  private static final String NO_LINE = "WebSocket connection to";

  @RegisterExtension static final Stage stage = Stage.with();

  @Test
  void mediaNeverStopsWhileTheServerIsKilledAndStartedAgain() {
    Person ana = stage.person("Ana").expecting(NO_LINE);
    Person bob = stage.person("Bob").expecting(NO_LINE);
    ana.startsRoom();
    bob.opens(ana.link());
    ana.sees(bob);
    bob.sees(ana);
    ana.call().says("before");
    bob.call().reads("before");
    String bobsPeer = ana.call().tile(bob).peer();
    String anasPeer = bob.call().tile(ana).peer();
    int connections = ana.call().connectionsMade() + bob.call().connectionsMade();

    stage.server().kill();
    ana.call().isWithoutLine();
    bob.call().isWithoutLine();
    ana.sees(bob);
    ana.hears(bob);
    bob.sees(ana);
    ana.call().opensMenu();

    stage.server().restart();
    ana.call().hasLine();
    bob.call().hasLine();
    ana.sees(bob);
    bob.sees(ana);
    ana.call().says("after");
    bob.call().reads("after");
    bob.call().says("as ever");
    ana.call().reads("as ever");
    assertThat(ana.call().tile(bob).peer()).isEqualTo(bobsPeer);
    assertThat(bob.call().tile(ana).peer()).isEqualTo(anasPeer);
    assertThat(ana.call().connectionsMade() + bob.call().connectionsMade()).isEqualTo(connections);
  }

  @Test
  void callsSurviveARestartInGoodOrder() {
    Person ana = stage.person("Ana").expecting(NO_LINE);
    Person bob = stage.person("Bob").expecting(NO_LINE);
    ana.startsRoom();
    bob.opens(ana.link());
    ana.sees(bob);
    bob.sees(ana);
    int connections = ana.call().connectionsMade() + bob.call().connectionsMade();

    stage.server().restart();
    ana.call().says("after");
    bob.call().reads("after");
    ana.sees(bob);
    bob.sees(ana);
    assertThat(ana.call().connectionsMade() + bob.call().connectionsMade()).isEqualTo(connections);

    Person eva = stage.person("Eva");
    eva.opens(ana.link());
    eva.sees(ana);
    eva.sees(bob);
    ana.sees(eva);
  }

  @Test
  void whatIsSaidWhileALineIsCutArrivesAfterwards() {
    Line line = stage.line();
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob", line).expecting(NO_LINE);
    ana.startsRoom();
    bob.opens(ana.link());
    ana.sees(bob);
    bob.sees(ana);
    int connections = bob.call().connectionsMade();

    line.cut();
    bob.call().isWithoutLine();
    ana.call().tile(bob).isReconnecting(true);
    ana.call().says("one");
    ana.call().says("two");
    bob.call().says("three");
    ana.sees(bob);
    bob.sees(ana);

    line.mend();
    bob.call().hasLine();
    ana.call().tile(bob).isReconnecting(false);
    ana.call().reads("three");
    bob.call().reads("three");
    assertThat(bob.call().messages().locator(".text").allInnerTexts())
        .containsExactly("one", "two", "three");
    assertThat(ana.call().messages().locator(".text").allInnerTexts())
        .containsExactly("one", "two", "three");
    assertThat(bob.call().connectionsMade()).isEqualTo(connections);
  }
}
