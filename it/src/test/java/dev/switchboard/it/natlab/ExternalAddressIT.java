// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.natlab;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A server that knows itself by a private address only, as on most rented machines.
final class ExternalAddressIT {

  @RegisterExtension
  static final Network network =
      Network.in(
          Internet::inTheCellar, "--external-address=" + Internet.GATE, Network.REACHES_THE_LAB);

  @Test
  void aServerBehindOneToOneNatRelays() {
    network.internet().between(Nat.SYMMETRIC, Nat.SYMMETRIC);
    Caller ana = network.ana();
    Caller cho = network.cho();
    ana.startsRoom();
    cho.joins(ana);

    ana.meets(cho);
    cho.meets(ana);
    ana.goesBy("relay/(relay|prflx) udp|prflx/relay");
    cho.goesBy("relay/(relay|prflx) udp|prflx/relay");
  }

  @Test
  void whoHasOnlyTcpMeetsWhoIsReachedDirectly() {
    network.internet().between(Nat.ONLY_TCP_443, Nat.PORT_RESTRICTED);
    Caller ana = network.ana();
    Caller cho = network.cho();
    ana.startsRoom();
    cho.joins(ana);

    ana.meets(cho);
    cho.meets(ana);
    ana.goesBy("relay/(relay|srflx|prflx) (tcp|tls)");
  }
}
