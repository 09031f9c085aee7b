// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Messages of real clients, changed in every way, against a whole server in memory: from clients
/// over UDP and TCP, and from peers. `-Dfuzz.rounds=N` asks for more than a build has time for,
/// `-Dfuzz.seed=N` for others.
final class ServerFuzzTest {
  private static final long ROUNDS = Long.getLong("fuzz.rounds", 60_000);
  private static final long SEED = Long.getLong("fuzz.seed", 8656);

  private final List<String> leaks = Collections.synchronizedList(new ArrayList<>());

  @Test
  void theServerSurvivesLeaksNothingAndForgetsEverybody() throws IOException {
    ResourceLeakDetector.Level usual = ResourceLeakDetector.getLevel();
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    ByteBufUtil.setLeakListener((type, records) -> leaks.add(type + records));
    try {
      long direct = UnpooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
      FuzzRun run = new FuzzRun(SEED).rounds(ROUNDS);
      assertThat(run.codes().keySet()).contains(400, 401, 403, 420, 437, 438, 443, 508);
      assertThat(run.outcomes().keySet()).containsExactly(FuzzRun.Outcome.values());
      assertThat(run.outcomes().values())
          .as("" + run.outcomes())
          .allMatch(n -> n > ROUNDS / 10_000);
      assertThat(UnpooledByteBufAllocator.DEFAULT.metric().usedDirectMemory()).isEqualTo(direct);
      assertThat(leaks).isEmpty();
    } finally {
      ResourceLeakDetector.setLevel(usual);
      ByteBufUtil.setLeakListener(null);
    }
  }
}
