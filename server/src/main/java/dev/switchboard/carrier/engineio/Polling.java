// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.engineio;

import dev.switchboard.net.HttpExchange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The requests of one session: at most one GET waits for something to say. On the session's home
/// loop.
final class Polling {
  private final Answers answers;
  private final Payload payload;
  private @Nullable HttpExchange parked;

  Polling(Answers answers, Payload payload) {
    this.answers = answers;
    this.payload = payload;
  }

  Answers answers() {
    return answers;
  }

  boolean isParked() {
    return parked != null;
  }

  boolean isParked(HttpExchange exchange) {
    return parked == exchange;
  }

  void park(HttpExchange exchange) {
    parked = exchange;
  }

  void forget() {
    parked = null;
  }

  /// Tells what a POST holds; false when it is malformed.
  boolean read(HttpExchange post, Payload.Sink sink) {
    boolean binary = post.header("Content-Type").startsWith(Payload.Body.BINARY);
    return payload.decode(post.body(), binary, sink);
  }

  /// Answers the waiting request, if there is one, with these.
  void answer(Iterable<Packet> packets) {
    HttpExchange exchange = parked;
    if (exchange != null) {
      parked = null;
      answer(exchange, packets);
    }
  }

  /// The WebSocket has taken over: who asks here is late.
  void refuse() {
    HttpExchange exchange = parked;
    if (exchange != null) {
      parked = null;
      answers.refuse(exchange, Refused.BAD_REQUEST);
    }
  }

  void answer(char type) {
    answer(List.of(Packet.of(type)));
  }

  void answer(HttpExchange exchange, Iterable<Packet> packets) {
    answers.payload(exchange, payload.encode(packets));
  }
}
