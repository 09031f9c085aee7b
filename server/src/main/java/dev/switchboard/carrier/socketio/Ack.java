// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.socketio;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// The answer to an event, if its sender wants one. Any thread; only the first answer counts.
public final class Ack {
  private final AtomicBoolean given;
  private final Consumer<Object[]> answer;

  private Ack(boolean wanted, Consumer<Object[]> answer) {
    this.given = new AtomicBoolean(!wanted);
    this.answer = answer;
  }

  static Ack unwanted() {
    return new Ack(false, _ -> {});
  }

  static Ack wanted(Consumer<Object[]> answer) {
    return new Ack(true, answer);
  }

  /// Whether an answer is still waited for.
  public boolean isWanted() {
    return !given.get();
  }

  /// Answers with these; see [Socket#emit] for what may be sent.
  public void send(Object... arguments) {
    if (given.compareAndSet(false, true)) {
      answer.accept(arguments);
    }
  }
}
