// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol;

import dev.switchboard.hub.PeerId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// For dialects without an end to a call of their own: with whom somebody is in a call: the
/// partner, to whom it last sent an offer or an answer, and those who called it. Only these can end
/// the call, or be told that it ended. On the connection's loop.
public final class Partners {
  private final int mostCallers;
  private List<PeerId> callers = List.of();
  private @Nullable PeerId partner;

  public Partners(int mostCallers) {
    this.mostCallers = mostCallers;
  }

  public @Nullable PeerId partner() {
    return partner;
  }

  /// An offer or an answer goes out.
  public void begin(PeerId to) {
    if (!to.equals(partner)) {
      partner = to.copy();
    }
  }

  /// An offer came in. Of too many callers the first is forgotten.
  public void calledBy(PeerId caller) {
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
  public boolean end(PeerId other) {
    boolean called = !callers.isEmpty() && callers.remove(other);
    boolean with = other.equals(partner);
    if (with) {
      partner = null;
    }
    return called || with;
  }
}
