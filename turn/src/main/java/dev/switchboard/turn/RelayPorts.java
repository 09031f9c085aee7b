// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLongArray;

/// Which relay ports are taken, of one address, and which of these are open. Chosen at random, so
/// that the next one cannot be guessed. Shared by the loops; taking is a compare-and-set.
final class RelayPorts {
  static final int NONE = -1;

  private final PortRange range;
  private final AtomicLongArray taken;
  private final AtomicLongArray open;
  private final SecureRandom random;

  RelayPorts(PortRange range, SecureRandom random) {
    this.range = range;
    this.taken = new AtomicLongArray((range.size() + 63) / 64);
    this.open = new AtomicLongArray((range.size() + 63) / 64);
    this.random = random;
  }

  /// The same range, with nothing taken.
  RelayPorts another() {
    return new RelayPorts(range, random);
  }

  /// Any free port, or [#NONE].
  int take() {
    int start = random.nextInt(range.size());
    for (int i = 0; i < range.size(); i++) {
      int port = range.first() + (start + i) % range.size();
      if (take(port)) {
        return port;
      }
    }
    return NONE;
  }

  /// A free even port, with the next one taken too if asked for, or [#NONE].
  int takeEven(boolean withNext) {
    int start = random.nextInt(range.size());
    for (int i = 0; i < range.size(); i++) {
      int port = range.first() + (start + i) % range.size();
      if (port % 2 == 0 && (!withNext || range.contains(port + 1)) && take(port)) {
        if (!withNext || take(port + 1)) {
          return port;
        }
        release(port);
      }
    }
    return NONE;
  }

  /// A port that was taken has its socket.
  void opened(int port) {
    int at = port - range.first();
    open.getAndUpdate(at / 64, word -> word | 1L << at);
  }

  void release(int port) {
    int at = port - range.first();
    open.getAndUpdate(at / 64, word -> word & ~(1L << at));
    taken.getAndUpdate(at / 64, word -> word & ~(1L << at));
  }

  boolean isTaken(int port) {
    return isSet(taken, port);
  }

  /// Whether a relay listens there. One that is only reserved may be another program's.
  boolean isOpen(int port) {
    return isSet(open, port);
  }

  private boolean isSet(AtomicLongArray bits, int port) {
    int at = port - range.first();
    return range.contains(port) && (bits.get(at / 64) & 1L << at) != 0;
  }

  private boolean take(int port) {
    int at = port - range.first();
    long bit = 1L << at;
    return (taken.getAndUpdate(at / 64, word -> word | bit) & bit) == 0;
  }
}
