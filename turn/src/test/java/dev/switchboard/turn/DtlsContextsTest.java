// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.IpAddress;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whose cookies are good where.
final class DtlsContextsTest {
  private static final int PORT = 5000;

  @TempDir private Path folder;
  private final AtomicLong nanos = new AtomicLong();
  private DtlsContexts contexts;

  @BeforeEach
  void make() throws Exception {
    DtlsKeys keys = DtlsKeys.of(TestKeys.make(folder, "EC").managers());
    contexts = new DtlsContexts(keys, TurnLimits.DEFAULT, nanos::get);
  }

  /// Whoever owns a /64 can choose addresses whose words cancel each other out.
  @Test
  void noArithmeticMakesTheCookieOfOneAddressGoodForAnother() {
    Random random = new Random(1);
    int same = 0;
    for (int i = 0; i < 200; i++) {
      long mine = random.nextLong();
      long theirs = random.nextLong();
      long low = random.nextLong();
      long cancelling = Long.rotateRight(mine ^ theirs ^ Long.rotateLeft(low, 17), 17);
      Endpoint own = new Endpoint(IpAddress.v6(mine, cancelling), PORT);
      Endpoint other = new Endpoint(IpAddress.v6(theirs, low), PORT);
      same += contexts.of(own).equals(contexts.of(other)) ? 1 : 0;
    }
    // One in 256 by chance.
    assertThat(same).isLessThan(10);
  }

  @Test
  void anAddressHasOneContextAtATimeAndPortsDiffer() {
    Endpoint client = new Endpoint(IpAddress.v4(1), PORT);
    assertThat(contexts.of(client)).isEqualTo(contexts.of(client)).hasSize(1);
    int same = 0;
    for (int port = 1; port <= 200; port++) {
      same += contexts.of(new Endpoint(client.ip(), port)).equals(contexts.of(client)) ? 1 : 0;
    }
    assertThat(same).isLessThan(10);
  }

  @Test
  void aSecretThatNobodyHasAskedForInADayIsNotGoodForTenMinutesMore() {
    Endpoint client = new Endpoint(IpAddress.v4(1), PORT);
    var first = contexts.of(client);
    nanos.addAndGet(700_000_000_000L);
    assertThat(contexts.of(client)).hasSize(2).containsAll(first);
    nanos.addAndGet(86_400_000_000_000L);
    assertThat(contexts.of(client)).hasSize(1);
  }
}
