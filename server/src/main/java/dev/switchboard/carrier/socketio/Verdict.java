// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.socketio;

/// What a [Gatekeeper] says of somebody who wants to come in.
public sealed interface Verdict {
  Verdict WELCOME = new Welcome();

  record Welcome() implements Verdict {}

  /// Turned away.
  ///
  /// @param message for people
  /// @param data for programs: JSON, or `null`
  record Refused(String message, Json data) implements Verdict {}

  static Verdict refused(String message) {
    return refused(message, Json.of("null"));
  }

  static Verdict refused(String message, Json data) {
    return new Refused(message, data);
  }
}
