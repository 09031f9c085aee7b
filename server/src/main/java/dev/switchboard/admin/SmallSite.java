// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.admin;

import dev.switchboard.net.HttpAnswer;
import dev.switchboard.net.HttpEndpoint;
import dev.switchboard.net.HttpExchange;
import dev.switchboard.net.Turnstile;
import dev.switchboard.text.Utf8;
import java.util.function.LongSupplier;

/// A site that takes small bodies, answers at once, and counts what each address tries. What it
/// answers is said by its [Answers]. Any thread.
final class SmallSite implements HttpEndpoint {
  private final int mostBody;
  private final Turnstile turnstile;
  private final Answers answers;

  /// What is answered.
  interface Answers {
    /// `turnstile` is asked where an address may try only so often. Any thread.
    HttpAnswer to(HttpExchange exchange, Turnstile turnstile);
  }

  /// Each address may try `perMinute` times a minute.
  SmallSite(int mostBody, int perMinute, LongSupplier nanos, Answers answers) {
    this.mostBody = mostBody;
    this.turnstile = new Turnstile(perMinute, nanos);
    this.answers = answers;
  }

  @Override
  public int mostBody() {
    return mostBody;
  }

  @Override
  public void ask(HttpExchange exchange) {
    exchange.answer(answers.to(exchange, turnstile));
  }

  /// An address tried more of these than it may.
  static HttpAnswer tooMany(String tries) {
    return HttpAnswer.text(429, "Too many " + tries + " from your address.")
        .with("Retry-After", "60");
  }

  /// It was done, and there is nothing to say of it.
  static HttpAnswer done() {
    return HttpAnswer.of(204, Utf8.EMPTY).with("Cache-Control", "no-store");
  }
}
