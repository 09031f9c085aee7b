// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.IpAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
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

  private Endpoint key() {
    return new Endpoint(IpAddress.v6(random.nextInt(3), random.nextInt(20)), random.nextInt(10));
  }
}
