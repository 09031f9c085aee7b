// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

/// Where plain HTTP requests of one kind arrive, with their bodies, whatever their method. Called
/// on event loops: must not wait, but may answer later.
public interface HttpEndpoint {
  /// The longest body that it takes, in bytes; a longer one is answered with 413.
  int mostBody();

  /// What is said of a body that is longer; `origin` is the page's, or empty.
  default HttpAnswer tooLarge(String origin) {
    return HttpAnswer.text(413, "The body is too large.");
  }

  /// The whole request is here.
  void ask(HttpExchange exchange);
}
