// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.IpAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// A server to aim load generators at, on loopback and without limits worth naming. Arguments:
/// port, loops, transport.
final class LoadTarget {
  private LoadTarget() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    IpAddress here = IpAddress.of("127.0.0.1");
    Endpoint door = new Endpoint(here, Integer.parseInt(arguments[0]));
    TurnLimits limits =
        new TurnLimits(
            new TurnLimits.Allocations(100_000, 100_000, 100_000),
            new TurnLimits.PerAllocation(100, 100, 1L << 40, Duration.ofHours(1)),
            1L << 40,
            1_000_000,
            100_000);
    TurnConfig config =
        TurnConfig.of(
                List.of(new Door.Udp(door.toSocketAddress()), new Door.Tcp(door.toSocketAddress())),
                List.of(RelayAddress.of(here)))
            .withPeers(PeerRules.SAFE.allowing("127.0.0.1"))
            .withPorts(new PortRange(20_000, 40_000))
            .withRealm("lab")
            .withLimits(limits)
            .withLoops(Integer.parseInt(arguments[1]));
    Loops loops = Loops.own(TurnTransport.valueOf(arguments[2]), config.loops());
    TurnHooks hooks = _ -> Optional.of("labpass");
    try (TurnServer server = TurnServer.open(config, hooks, loops, System::nanoTime)) {
      System.out.println(server.addresses());
      new CountDownLatch(1).await();
    }
  }
}
