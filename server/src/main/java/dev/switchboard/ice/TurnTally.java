// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.ice;

import dev.switchboard.turn.TurnEvent;
import dev.switchboard.turn.TurnTraffic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/// Counts what the TURN server inside does. Any thread.
public final class TurnTally {
  /// Every error that a TURN server of RFC 8489, RFC 8656 or RFC 6062 answers with.
  public static final List<Integer> CODES =
      List.of(300, 400, 401, 403, 405, 420, 437, 438, 440, 441, 442, 443, 446, 447, 486, 500, 508);

  private final LongAdder allocations = new LongAdder();
  private final LongAdder allocated = new LongAdder();
  private final Map<Integer, LongAdder> refused = new LinkedHashMap<>();
  private volatile Supplier<TurnTraffic> traffic = () -> TurnTraffic.NONE;

  public TurnTally() {
    CODES.forEach(code -> refused.put(code, new LongAdder()));
  }

  /// The server is up: asks it what it has relayed.
  public void watch(Supplier<TurnTraffic> source) {
    traffic = source;
  }

  /// For the listener of [dev.switchboard.turn.TurnHooks].
  public void heard(TurnEvent event) {
    switch (event) {
      case TurnEvent.Allocated _ -> {
        allocations.increment();
        allocated.increment();
      }
      case TurnEvent.Released _ -> allocations.decrement();
      case TurnEvent.Refused it -> {
        LongAdder count = refused.get(it.code());
        if (count != null) {
          count.increment();
        }
      }
    }
  }

  /// Allocations that live now.
  public long allocations() {
    return allocations.sum();
  }

  /// Allocations since the start.
  public long allocated() {
    return allocated.sum();
  }

  /// Answers with this error since the start.
  public long refused(int code) {
    LongAdder count = refused.get(code);
    return count == null ? 0 : count.sum();
  }

  public TurnTraffic traffic() {
    return traffic.get();
  }
}
