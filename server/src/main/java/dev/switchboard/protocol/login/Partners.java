// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.login;

import dev.switchboard.hub.PeerId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// With whom a user of tutorial 003 is in a call: the partner, to whom it last sent an offer or an
/// answer, and those who called it. Only these can end the call, or be told that it ended. On the
/// connection's loop.
final class Partners {
  private final int mostCallers;
  private List<PeerId> callers = List.of();
  private @Nullable PeerId partner;

  Partners(int mostCallers) {
    this.mostCallers = mostCallers;
  }

  @Nullable PeerId partner() {
    return partner;
  }

  /// An offer or an answer goes out.
  void begin(PeerId to) {
    if (!to.equals(partner)) {
      partner = to.copy();
    }
  }

  /// An offer came in. Of too many callers the first is forgotten.
  void calledBy(PeerId caller) {
    if (callers.contains(caller)) {
      return;
    }
    if (callers.isEmpty()) {
      callers = new ArrayList<>(1);
    } else if (callers.size() == mostCallers) {
      callers.removeFirst();
    }
    callers.add(caller);
  }

  /// Ends the call with this one, whoever began it. False when there is none.
  boolean end(PeerId other) {
    boolean called = !callers.isEmpty() && callers.remove(other);
    boolean with = other.equals(partner);
    if (with) {
      partner = null;
    }
    return called || with;
  }
}
