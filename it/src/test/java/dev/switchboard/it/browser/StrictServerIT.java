// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A server on which only some people start rooms.
final class StrictServerIT {

  @RegisterExtension
  static final Stage stage = Stage.with("--rooms.create=token", "--rooms.token=open-sesame");

  @Test
  void whoKnowsTheWordStartsRoomsAndTheOthersFollow() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    bob.looksInto("fair").triesToJoin();
    bob.isTold("nostart");
    new Gallery().pairs("error-nostart", bob);

    ana.looksInto("fair").triesToJoin();
    ana.isTold("nostart");
    ana.page().getByTestId("pass").fill("wrong");
    ana.page().getByTestId("retry").click();
    ana.prejoin().triesToJoin();
    ana.isTold("nostart");
    ana.page().getByTestId("pass").fill("open-sesame");
    ana.page().getByTestId("retry").click();
    ana.prejoin().joins();
    new HostPanel(ana).hasRules(true);

    bob.opens("fair");
    ana.sees(bob);
    // The word is remembered.
    ana.call().leaves();
    ana.startsRoom();
  }
}
