// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import java.util.ArrayDeque;
import java.util.List;

/// The newest lines of a room's chat, bounded in number, bytes and age. Guarded by its room.
final class ChatHistory {
  private final Limits.History limits;
  private final ArrayDeque<ChatMessage> messages = new ArrayDeque<>();
  private int bytes;
  private long said;

  ChatHistory(Limits.History limits) {
    this.limits = limits;
  }

  /// The number of the next line.
  long next() {
    return ++said;
  }

  void add(ChatMessage message) {
    messages.add(message);
    bytes += message.weight();
    forget(message.at());
  }

  List<ChatMessage> at(long now) {
    forget(now);
    return List.copyOf(messages);
  }

  /// Everybody has left: what was said is nobody's business any more.
  void clear() {
    messages.clear();
    bytes = 0;
  }

  private void forget(long now) {
    long oldest = now - limits.age().toMillis();
    while (!messages.isEmpty()
        && (messages.size() > limits.count()
            || bytes > limits.bytes()
            || messages.getFirst().at() < oldest)) {
      bytes -= messages.removeFirst().weight();
    }
  }
}
