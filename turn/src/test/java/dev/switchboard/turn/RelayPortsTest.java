// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// That nobody can tell the next port from those before.
final class RelayPortsTest {
  @Test
  void relayPortsAreNotHandedOutInSequence() {
    PortRange range = new PortRange(40_000, 49_999);
    RelayPorts ports = new RelayPorts(range, new SecureRandom());
    RelayPorts others = new RelayPorts(range, new SecureRandom());
    RelayPorts ofTcp = ports.another();
    List<List<Integer>> sequences =
        List.of(
            drawn(ports::take),
            drawn(others::take),
            drawn(ofTcp::take),
            drawn(() -> ports.takeEven(false)),
            drawn(() -> others.takeEven(true)));
    for (List<Integer> sequence : sequences) {
      Map<Integer, Integer> steps = new HashMap<>();
      for (int i = 1; i < sequence.size(); i++) {
        int step = Math.floorMod(sequence.get(i) - sequence.get(i - 1), range.size());
        steps.merge(step, 1, Integer::sum);
      }
      // There are 10,000 steps, or 5000: by chance one comes six times in a run of 10 million.
      assertThat(Collections.max(steps.values())).as("of one step: " + sequence).isLessThan(6);
    }
    assertThat(Set.copyOf(sequences)).as("different ones").hasSize(sequences.size());
  }

  private static List<Integer> drawn(IntSupplier ports) {
    return IntStream.generate(ports).limit(200).boxed().toList();
  }
}
