// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.IpAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class EndpointMapTest {
  private final EndpointMap<Integer> map = new EndpointMap<>(4);
  private final Map<Endpoint, Integer> model = new HashMap<>();
  private final Random random = new Random(1);

  @Test
  void itIsAMapWhateverIsPutAndRemoved() {
    for (int step = 0; step < 100_000; step++) {
      Endpoint key = key();
      if (random.nextInt(5) < 2) {
        map.remove(key.ip().high(), key.ip().low(), key.port());
        model.remove(key);
      } else {
        map.put(key.ip().high(), key.ip().low(), key.port(), step);
        model.put(key, step);
      }
      Endpoint other = key();
      assertThat(map.get(other.ip().high(), other.ip().low(), other.port()))
          .isEqualTo(model.get(other));
      assertThat(map.size()).isEqualTo(model.size());
    }
  }

  @Test
  void whatIsLikeThisIsRemovedAndTheRestStays() {
    for (int i = 0; i < 1000; i++) {
      map.put(0, i, 0, i);
    }
    map.removeIf(value -> value % 3 != 0);
    assertThat(map.size()).isEqualTo(334);
    assertThat(map.get(0, 999, 0)).isEqualTo(999);
    assertThat(map.get(0, 998, 0)).isNull();
  }

  /// Each network of a /48 with a host whose number undoes the network's.
  @Test
  void addressesThatAreChosenForItDoNotShareAPlace() {
    Set<Integer> places = new HashSet<>();
    for (long network = 0; network < 4096; network++) {
      long high = 0x2a00_1234_5678_0000L | network;
      places.add(EndpointMap.hash(high, high ^ 7, 50_000) & 0xffff);
    }
    assertThat(places).hasSizeGreaterThan(3500);
  }

  private Endpoint key() {
    return new Endpoint(IpAddress.v6(random.nextInt(3), random.nextInt(20)), random.nextInt(10));
  }
}
