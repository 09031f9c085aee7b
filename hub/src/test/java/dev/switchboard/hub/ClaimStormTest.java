// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.text.Utf8;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Everybody wants the same few handles, from several threads, and strangers come under them.
final class ClaimStormTest {
  private static final int THREADS = 4;
  private static final int CLAIMANTS = 3;
  private static final int ACTS = 8000;

  private static final List<PeerId> HANDLES = Stream.of("a", "b", "c").map(PeerId::of).toList();
  private static final List<PeerId> IDS =
      IntStream.range(0, THREADS * CLAIMANTS).mapToObj(i -> PeerId.of("peer-" + i)).toList();

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void everyHandleHasOneHolderAndAllAgreeWhoItIs(long seed) {
    Realm realm = new Realm(Bounds.WIDE);
    Queue<Claimant> claimants = new ConcurrentLinkedQueue<>();
    Crowd.of(
        THREADS, thread -> storm(realm, thread, new SplittableRandom(seed + thread), claimants));
    claimants.forEach(Claimant::reads);
    Map<PeerId, PeerId> holders = holders(realm, claimants);
    for (Claimant claimant : claimants) {
      assertThat(claimant.online()).isEqualTo(holders);
      PeerId id = claimant.peer().id();
      assertThat(claimant.handle().isEmpty()).isNotEqualTo(holders.containsValue(id));
    }
    claimants.forEach(Claimant::ends);
    assertThat(realm.hub.residue()).isZero();
  }

  /// Whom a signal to each handle reaches, which must be who believes to have it.
  private static Map<PeerId, PeerId> holders(Realm realm, Queue<Claimant> claimants) {
    Wire probe = realm.peer("probe");
    Map<PeerId, PeerId> holders = new HashMap<>();
    for (PeerId handle : HANDLES) {
      probe.sends(handle.toString(), "whose is this?");
      for (Claimant claimant : claimants) {
        if (Events.of(claimant.peer()).has(Event.Received.class)) {
          assertThat(claimant.handle()).isEqualTo(handle.toString());
          assertThat(holders.put(handle, claimant.peer().id())).isNull();
        }
      }
    }
    probe.ends();
    return holders;
  }

  private static void storm(
      Realm realm, int thread, SplittableRandom random, Queue<Claimant> claimants) {
    List<Claimant> mine =
        IDS.subList(thread * CLAIMANTS, (thread + 1) * CLAIMANTS).stream()
            .map(id -> new Claimant(realm, id, HANDLES, IDS, random.split()))
            .toList();
    claimants.addAll(mine);
    for (int i = 0; i < ACTS; i++) {
      mine.get(random.nextInt(CLAIMANTS)).acts();
      PeerId name = HANDLES.get(random.nextInt(HANDLES.size()));
      if (realm.hub.attach(name, Utf8.EMPTY, () -> {}) instanceof Attachment.Attached(Peer it)) {
        realm.hub.submit(it, new Command.Claim(HANDLES.getFirst()), 0);
        realm.hub.end(it);
      }
    }
  }
}
