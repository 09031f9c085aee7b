// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/// The connections for which packets have gathered since the loop began to read what is ready. When
/// it has read all of it, each of them writes once. Confined to its loop.
final class Burst {
  private final Executor loop;
  private final List<StreamClient> waiting = new ArrayList<>();
  private final Runnable end = this::end;

  Burst(Executor loop) {
    this.loop = loop;
  }

  /// Each connection once, until it is told of the end.
  void add(StreamClient client) {
    if (waiting.isEmpty()) {
      loop.execute(end);
    }
    waiting.add(client);
  }

  /// All is read; again and there is nothing left to do.
  void end() {
    // Writing may bring more, at the end of the list.
    for (int i = 0; i < waiting.size(); i++) {
      waiting.get(i).flush();
    }
    waiting.clear();
  }
}
