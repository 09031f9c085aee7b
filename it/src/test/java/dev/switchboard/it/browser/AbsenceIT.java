// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import dev.switchboard.it.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// People who go without a goodbye, and some of them for too long.
final class AbsenceIT {

  private static final String NO_LINE = "WebSocket connection to";

  /// Short, so that nobody has to wait long for those who do not come back.
  @RegisterExtension static final Stage stage = Stage.with("--limits.grace=3s");

  @Test
  void whoVanishesIsMarkedAndThenGone() {
    Line line = stage.line();
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob", line).expecting(NO_LINE);
    ana.startsRoom();
    bob.opens(ana.link());
    ana.sees(bob);

    line.cut();
    bob.crashes();
    ana.call().tile(bob).isReconnecting(true);
    ana.call().tile(bob).isGone();
    ana.call().isAlone();
  }

  /// The browser itself says goodbye for a page that crashed.
  @Test
  void whosePageCrashesIsGone() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    ana.startsRoom();
    bob.opens(ana.link());
    ana.sees(bob);

    bob.crashes();
    ana.call().isAlone();
  }

  @Test
  void whoStaysAwayLongerThanTheGraceComesBackAllTheSame() {
    Line line = stage.line();
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob", line).expecting(NO_LINE);
    ana.startsRoom();
    bob.opens(ana.link());
    ana.sees(bob);

    line.cut();
    bob.call().isWithoutLine();
    ana.page().waitForTimeout(4_000);
    ana.sees(bob);
    line.mend();
    bob.call().hasLine();
    bob.call().says("back");
    ana.call().reads("back");
    ana.call().tile(bob).isReconnecting(false);
    ana.sees(bob);
    bob.sees(ana);
    ana.call().hasPeople(2);
    bob.call().hasPeople(2);
  }
}
