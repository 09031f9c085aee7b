// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// What the connections of one loop need to inflate and to deflate. It has no native memory before
/// the first use, and gives it back after a beat without one. On its loop only.
final class Zlib {
  /// Messages that come in pieces, at the same time, beyond which an inflater is not kept.
  private static final int MOST_IDLE = 4;

  private final ArrayDeque<MessageInflater> idle = new ArrayDeque<>(MOST_IDLE);
  private @Nullable MessageDeflater deflater;
  private boolean used;
  private int lent;

  /// For one message; to be given back.
  MessageInflater borrow() {
    used = true;
    lent++;
    MessageInflater known = idle.poll();
    return known != null ? known : new MessageInflater();
  }

  void giveBack(MessageInflater inflater) {
    lent--;
    if (idle.size() < MOST_IDLE) {
      inflater.clear();
      idle.push(inflater);
    } else {
      inflater.free();
    }
  }

  MessageDeflater deflater() {
    used = true;
    MessageDeflater known = deflater;
    if (known == null) {
      known = new MessageDeflater();
      deflater = known;
    }
    return known;
  }

  /// How many are in use.
  int lent() {
    return lent;
  }

  /// Whether native memory is held, beside what is lent.
  boolean holds() {
    return deflater != null || !idle.isEmpty();
  }

  void beat() {
    if (!used) {
      free();
    }
    used = false;
  }

  /// Gives back all that is not lent.
  void free() {
    idle.forEach(MessageInflater::free);
    idle.clear();
    if (deflater != null) {
      deflater.free();
      deflater = null;
    }
  }
}
