// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.text.Utf8;
import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReplayTest {

  @Test
  void numbersCountFromOne() {
    Replay replay = new Replay(1000);

    assertThat(replay.last()).isZero();
    assertThat(replay.reaches(0)).isTrue();
    assertThat(replay.reaches(1)).isFalse();
    assertThat(replay.add(Utf8.of("a"))).isEqualTo(1);
    assertThat(replay.add(Utf8.of("b"))).isEqualTo(2);
    assertThat(replay.last()).isEqualTo(2);
  }

  @Test
  void whatIsAcknowledgedIsForgotten() {
    Replay replay = filled(1000, 3);

    assertThat(replay.acknowledged(2)).isTrue();
    assertThat(replay.frames()).containsExactly(Utf8.of("frame 3"));
    assertThat(replay.acknowledged(1)).isTrue();
    assertThat(replay.acknowledged(2)).isTrue();
    assertThat(replay.frames()).hasSize(1);
    assertThat(replay.reaches(2)).isTrue();
    assertThat(replay.reaches(1)).isFalse();
  }

  @Test
  void whatWasNeverSentCannotBeAcknowledged() {
    Replay replay = filled(1000, 3);

    assertThat(replay.acknowledged(4)).isFalse();
    assertThat(replay.acknowledged(Long.MAX_VALUE)).isFalse();
    assertThat(replay.reaches(Long.MAX_VALUE)).isFalse();
    assertThat(replay.reaches(4)).isFalse();
    assertThat(replay.frames()).hasSize(3);
  }

  @Test
  void theOldestGoesWhenThereIsTooMuch() {
    Replay replay = filled(200, 100);

    assertThat(replay.frames().size()).isBetween(2, 6);
    assertThat(replay.frames()).last().isEqualTo(Utf8.of("frame 100"));
    assertThat(replay.last()).isEqualTo(100);
    assertThat(replay.reaches(100 - replay.frames().size())).isTrue();
    assertThat(replay.reaches(99 - replay.frames().size())).isFalse();
  }

  @Test
  void whereNothingMayBeKeptOnlyWhoHasEverythingGoesOn() {
    Replay replay = filled(0, 5);

    assertThat(replay.frames()).isEmpty();
    assertThat(replay.reaches(5)).isTrue();
    assertThat(replay.reaches(4)).isFalse();
  }

  @Test
  void itAgreesWithAPlainListWhateverHappens() {
    Random random = new Random(7);
    Replay replay = new Replay(1 << 20);
    ArrayDeque<Utf8> model = new ArrayDeque<>();
    long acknowledged = 0;
    for (int i = 0; i < 20_000; i++) {
      if (random.nextBoolean()) {
        Utf8 frame = Utf8.of("x".repeat(random.nextInt(50)));
        model.add(frame);
        replay.add(frame);
      } else {
        long number = random.nextLong(replay.last() + 1);
        replay.acknowledged(number);
        for (; acknowledged < number; acknowledged++) {
          model.remove();
        }
      }
      assertThat(replay.reaches(acknowledged)).isTrue();
      assertThat(replay.frames().size()).isEqualTo(model.size());
    }
    assertThat(replay.frames()).containsExactlyElementsOf(model);
  }

  private static Replay filled(int bytes, int frames) {
    Replay replay = new Replay(bytes);
    for (int i = 1; i <= frames; i++) {
      replay.add(Utf8.of("frame " + i));
    }
    return replay;
  }
}
