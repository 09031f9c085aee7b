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

  /// Only one end has a relay, so the other has to reach it from outside: two relays of one server
  /// find each other by their private address too.
  @Test
  void aRelayIsReachedFromOutside() {
    network.internet().between(Nat.ONLY_TCP_443, Nat.PORT_RESTRICTED);
    Caller ana = network.ana();
    Caller cho =
        network.cho().withServers("() => [{ urls: 'stun:" + Internet.CELLAR_NAME + ":443' }]");
    ana.startsRoom();
    cho.joins(ana);

    ana.meets(cho);
    cho.meets(ana);
    ana.goesBy("relay/(srflx|prflx) (tcp|tls)");
    cho.goesBy("(srflx|prflx)/relay");
  }
}
