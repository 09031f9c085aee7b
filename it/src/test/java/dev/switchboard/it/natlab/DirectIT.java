// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.natlab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Calls that need no relay, and those that fail for want of one.
final class DirectIT {

  @RegisterExtension static final Network network = Network.with();

  private static final String ONLY_STUN = "() => [{ urls: 'stun:" + Internet.NAME + ":443' }]";

  @ParameterizedTest
  @CsvSource({
    "FULL_CONE, FULL_CONE, srflx/srflx, srflx/srflx",
    "ADDRESS_RESTRICTED, ADDRESS_RESTRICTED, srflx/srflx, srflx/srflx",
    "PORT_RESTRICTED, PORT_RESTRICTED, srflx/srflx, srflx/srflx",
    "FULL_CONE, SYMMETRIC, srflx/prflx, prflx/srflx",
    "ADDRESS_RESTRICTED, SYMMETRIC, srflx/prflx, prflx/srflx",
  })
  void conesAreCrossedWithStunAlone(Nat left, Nat right, String anas, String chos) {
    network.internet().between(left, right);
    Caller ana = network.ana().withServers(ONLY_STUN);
    Caller cho = network.cho().withServers(ONLY_STUN);
    ana.startsRoom();
    cho.joins(ana);

    ana.meets(cho);
    cho.meets(ana);
    assertThat(ana.path()).isEqualTo(anas);
    assertThat(cho.path()).isEqualTo(chos);
  }

  @ParameterizedTest
  @CsvSource({"PORT_RESTRICTED, SYMMETRIC", "SYMMETRIC, SYMMETRIC"})
  void symmetricNatsAreNotCrossedWithStunAlone(Nat left, Nat right) {
    network.internet().between(left, right);
    Caller ana = network.ana().withServers(ONLY_STUN);
    Caller cho = network.cho().withServers(ONLY_STUN);
    ana.startsRoom();
    cho.joins(ana);

    ana.startsOver();
    cho.startsOver();
    assertThat(ana.everConnected()).isFalse();
    assertThat(cho.everConnected()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"FULL_CONE, FULL_CONE", "PORT_RESTRICTED, PORT_RESTRICTED", "FULL_CONE, SYMMETRIC"})
  void theDirectWayIsTakenWhereARelayIsAtHandToo(Nat left, Nat right) {
    network.internet().between(left, right);
    Caller ana = network.ana();
    Caller cho = network.cho();
    ana.startsRoom();
    cho.joins(ana);

    ana.meets(cho);
    cho.meets(ana);
    ana.goesBy("[ps]rflx/[ps]rflx");
    cho.goesBy("[ps]rflx/[ps]rflx");
  }

  @Test
  void neighboursNeedNoServer() {
    network.internet().between(Nat.SYMMETRIC, Nat.SYMMETRIC);
    Caller ana = network.ana();
    Caller ben = network.ben();
    ana.startsRoom();
    ben.joins(ana);

    ana.meets(ben);
    ben.meets(ana);
    ana.goesBy("host/host");
    ben.goesBy("host/host");
  }
}
