// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.IpAddress;
import java.util.Arrays;

/// How often an address was answered without having shown credentials, by the second. A fixed
/// number of counters shared by hash: a flood from forged addresses takes no memory, and an address
/// that shares its counter with a flooder waits for a second. Confined to one loop.
final class Floodgate {
  private static final int COUNTERS = 8192;
  private static final long SECOND = 1_000_000_000L;

  private final int[] counters = new int[COUNTERS];
  private final int most;
  private final int seed;
  private long began;

  Floodgate(int most, int seed, long now) {
    this.most = most;
    this.seed = seed;
    this.began = now;
  }

  boolean mayAnswer(IpAddress client, long now) {
    if (now - began >= SECOND) {
      Arrays.fill(counters, 0);
      began = now;
    }
    // IPv6 by its /64, which is what one host is given.
    long network = client.isV6() ? client.high() : client.low();
    int at = EndpointMap.mix(network, seed, client.family().number()) & (COUNTERS - 1);
    return counters[at]++ < most;
  }
}
