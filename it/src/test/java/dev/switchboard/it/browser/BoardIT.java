// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Whose name is whose on the board.
final class BoardIT {

  @RegisterExtension static final Stage stage = Stage.with();

  @Test
  void aHandleBelongsToOneOnly() {
    Person ana = stage.person("Ana");
    Person thief = stage.person("Thief");
    ana.comesHome().claimsHandle();

    Home home = thief.comesHome();
    home.claims(ana.handle());
    home.isRefusedHandle(ana.handle());
    home.claimsHandle();
    ana.home().waitsFor(thief, "available");
    home.waitsFor(ana, "available");
  }

  @Test
  void aHandleComesBackAfterAReload() {
    Person ana = stage.onTheBoard("Ana");

    ana.page().reload();
    ana.home().hasHandle();
  }

  @Test
  void aSecondTabTakesTheHandleOverAndKeepsIt() {
    Person ana = stage.person("Ana");
    Person bob = stage.onTheBoard("Bob");
    ana.comesHome().claimsHandle();

    Person again = ana.inASecondTab();
    again.comesHome().hasHandle();
    ana.home().hasNoHandle();
    bob.home().waitsFor(ana, "available");

    again.page().reload();
    again.home().hasHandle();
    bob.home().rings(ana);
    again.home().isRungBy(bob);
  }

  @Test
  void whoGoesIsTakenOffTheBoard() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    ana.comesHome().claimsHandle();
    bob.comesHome().claimsHandle();
    ana.home().waitsFor(bob, "available");

    bob.home().get("release").press("Enter");
    ana.home().misses(bob);
    bob.home().hasNoHandle();
    bob.page().reload();
    bob.home().hasNoHandle();
    bob.home().claimsHandle();
    ana.home().waitsFor(bob, "available");
    bob.page().close();
    ana.home().misses(bob);
  }

  @Test
  void handlesOutliveARestartOfTheServer() {
    Person ana = stage.person("Ana").expecting("WebSocket connection to");
    Person bob = stage.person("Bob").expecting("WebSocket connection to");
    ana.comesHome().claimsHandle();
    bob.comesHome().claimsHandle();

    stage.server().kill();
    ana.home().hasLine(false);
    bob.home().hasLine(false);
    stage.server().restart();
    ana.home().hasLine(true);
    bob.home().hasLine(true);
    ana.home().waitsFor(bob, "available");
    ana.home().rings(bob);
    bob.home().isRungBy(ana);
  }
}
