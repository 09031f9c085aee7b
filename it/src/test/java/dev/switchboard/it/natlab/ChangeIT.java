// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.natlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What happens to a call when the network or the server changes in the middle of it.
final class ChangeIT {

  private static final String NO_LINE = "WebSocket connection to";

  @RegisterExtension static final Network network = Network.with(Network.REACHES_THE_LAB);

  @ParameterizedTest
  @CsvSource({"SYMMETRIC, SYMMETRIC", "PORT_RESTRICTED, PORT_RESTRICTED"})
  void aCallOutlastsANewAddress(Nat left, Nat right) {
    network.internet().between(left, right);
    Caller ana = network.ana();
    Caller cho = network.cho();
    ana.person().expecting(NO_LINE);
    ana.startsRoom();
    cho.joins(ana);
    ana.meets(cho);
    cho.meets(ana);
    String before = ana.path();

    ana.measuresGaps();
    cho.measuresGaps();
    network.internet().left().rebind();
    ana.breaksOff();
    cho.breaksOff();
    ana.meets(cho);
    cho.meets(ana);
    report(before + ", new address of Ana", ana, cho);
  }

  @Test
  void aRelayedCallOutlastsARestartOfTheServer() {
    network.internet().between(Nat.SYMMETRIC, Nat.SYMMETRIC);
    Caller ana = network.ana();
    Caller cho = network.cho();
    ana.person().expecting(NO_LINE);
    cho.person().expecting(NO_LINE);
    ana.startsRoom();
    cho.joins(ana);
    ana.meets(cho);
    cho.meets(ana);

    ana.measuresGaps();
    cho.measuresGaps();
    long killed = System.nanoTime();
    network.server().kill();
    network.server().restart();
    long away = Duration.ofNanos(System.nanoTime() - killed).toMillis();
    ana.breaksOff();
    cho.breaksOff();
    ana.meets(cho);
    cho.meets(ana);
    report("relayed, server away for " + away + " ms", ana, cho);
    assertThat(ana.path()).contains("relay");
  }

  /// For the test's report: no test fails by it, for the machine may be busy.
  private static void report(String what, Caller ana, Caller cho) {
    System.out.printf("no picture for %d ms (Ana), %d ms (Cho): %s%n", ana.gap(), cho.gap(), what);
  }
}
