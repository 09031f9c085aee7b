// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Everybody rings everybody, from several threads, while time passes.
final class CallStormTest {
  private static final int THREADS = 4;
  private static final int CALLERS = 3;
  private static final int ACTS = 20_000;

  private static final List<PeerId> IDS =
      IntStream.range(0, THREADS * CALLERS).mapToObj(i -> PeerId.of("caller-" + i)).toList();

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void everyCallEndsOnceForEachSide(long seed) {
    Realm realm = new Realm(Bounds.WIDE);
    Queue<Caller> callers = new ConcurrentLinkedQueue<>();
    Crowd.of(THREADS, thread -> storm(realm, thread, new SplittableRandom(seed + thread), callers));
    realm.passes(Duration.ofHours(1));
    callers.forEach(Caller::reads);
    assertThat(callers).allSatisfy(caller -> assertThat(caller.stillRinging()).isEmpty());
    assertThat(callers.stream().mapToInt(Caller::met).sum()).isPositive().isEven();
    callers.forEach(Caller::ends);
    assertThat(realm.hub.residue()).isZero();
  }

  private static void storm(
      Realm realm, int thread, SplittableRandom random, Queue<Caller> callers) {
    List<Caller> mine =
        IDS.subList(thread * CALLERS, (thread + 1) * CALLERS).stream()
            .map(id -> new Caller(realm, id.toString(), IDS, random.split()))
            .toList();
    callers.addAll(mine);
    for (int i = 0; i < ACTS; i++) {
      mine.get(random.nextInt(CALLERS)).acts();
      realm.passes(Duration.ofSeconds(random.nextInt(2)));
    }
  }
}
