// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.peerjs;

import dev.switchboard.hub.PeerId;
import dev.switchboard.text.Utf8;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The messages that wait for clients which are not here yet. A monitor; any thread.
///
/// A queue lives from its first message until its reader comes, or for a fixed time; then each
/// sender is told once. Nobody can fill it all: what waits is bounded for one reader, from one
/// sender, and as a whole.
final class Absentees {
  /// What a message costs beyond its bytes.
  private static final int OVERHEAD = 128;

  private final PeerJsRules.Queues rules;

  /// In the order in which they began, and so will expire.
  private final Map<PeerId, Queue> queues = new LinkedHashMap<>();

  private final Map<PeerId, Integer> bySender = new HashMap<>();
  private long bytes;

  Absentees(PeerJsRules.Queues rules) {
    this.rules = rules;
  }

  /// Whom one sender missed.
  record Missed(PeerId absent, PeerId sender) {}

  /// False when no more may wait.
  synchronized boolean add(PeerId from, PeerId to, Utf8 frame, long now) {
    int cost = frame.length() + OVERHEAD;
    Queue queue = queues.get(to);
    int there = queue == null ? 0 : queue.messages.size();
    int size = queue == null ? 0 : queue.bytes;
    if (there >= rules.messages()
        || size + cost > rules.bytes()
        || bytes + cost > rules.allBytes()
        || bySender.getOrDefault(from, 0) >= rules.perSender()) {
      return false;
    }
    if (queue == null) {
      queue = new Queue(now + rules.expire().toNanos());
      queues.put(to.copy(), queue);
    }
    queue.messages.add(new Waiting(from, frame));
    queue.bytes += cost;
    bytes += cost;
    bySender.merge(from, 1, Integer::sum);
    return true;
  }

  /// What waits for this client, which is here now.
  synchronized List<Utf8> take(PeerId to) {
    Queue queue = queues.remove(to);
    if (queue == null) {
      return List.of();
    }
    forget(queue);
    List<Utf8> frames = new ArrayList<>(queue.messages.size());
    for (Waiting waiting : queue.messages) {
      frames.add(waiting.frame);
    }
    return frames;
  }

  /// Drops the queues that nobody came for.
  synchronized Set<Missed> expired(long now) {
    if (queues.isEmpty()) {
      return Set.of();
    }
    Set<Missed> missed = new LinkedHashSet<>();
    var each = queues.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<PeerId, Queue> entry = each.next();
      Queue queue = entry.getValue();
      if (queue.deadline - now > 0) {
        break;
      }
      each.remove();
      forget(queue);
      for (Waiting waiting : queue.messages) {
        missed.add(new Missed(entry.getKey(), waiting.from));
      }
    }
    return missed;
  }

  private void forget(Queue queue) {
    bytes -= queue.bytes;
    for (Waiting waiting : queue.messages) {
      bySender.computeIfPresent(waiting.from, (_, count) -> count == 1 ? null : count - 1);
    }
  }

  private record Waiting(PeerId from, Utf8 frame) {}

  private static final class Queue {
    private final long deadline;
    private final List<Waiting> messages = new ArrayList<>(4);
    private int bytes;

    Queue(long deadline) {
      this.deadline = deadline;
    }
  }
}
