// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import dev.switchboard.hub.Refusal;

/// A frame that is well formed but cannot be granted as it stands: answered with `refused`, and the
/// connection lives. Has no stack.
final class Declined extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Refusal why;

  Declined(Refusal why, String value, String expected) {
    super(value + " (expected: " + expected + ")", null, false, false);
    this.why = why;
  }

  Refusal why() {
    return why;
  }

  String said() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
