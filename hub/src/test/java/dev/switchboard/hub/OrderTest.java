// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Many threads join, leave, speak, break, come back and end in a few rooms; then what each peer
/// saw is held against the promises.
final class OrderTest {
  private static final int THREADS = 4;
  private static final int GUESTS = 4;
  private static final int ACTS = 15_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aCrowdSeesWhatWasPromised(long seed) {
    Realm realm = new Realm(Bounds.WIDE);
    List<RoomName> rooms = Stream.of("hall", "attic", "cellar").map(RoomName::of).toList();
    Party party = new Party(realm, THREADS * GUESTS, rooms);
    Crowd.of(THREADS, thread -> celebrate(party, thread, new SplittableRandom(seed + thread)));
    assertThat(Promises.broken(List.copyOf(party.histories()))).isEmpty();
    realm.passes(Duration.ofHours(1));
    assertThat(realm.hub.residue()).isZero();
    assertThat(realm.tally.attached).hasValue(realm.tally.ended.get());
    assertThat(realm.tally.opened).hasValue(realm.tally.retired.get());
  }

  private static void celebrate(Party party, int thread, SplittableRandom random) {
    List<Guest> guests =
        IntStream.range(0, GUESTS)
            .mapToObj(i -> new Guest(party, thread * GUESTS + i, random.split()))
            .toList();
    for (int i = 0; i < ACTS; i++) {
      guests.get(random.nextInt(GUESTS)).acts();
      if (i % 2 == 0) {
        party.realm().passes(Duration.ofSeconds(1));
      }
    }
    guests.forEach(Guest::goesHome);
  }
}
