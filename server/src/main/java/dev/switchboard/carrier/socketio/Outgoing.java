// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.socketio;

import dev.switchboard.text.Utf8;
import java.util.List;

/// A packet on its way out, with the binary messages that follow it: encoded once, whoever gets it.
/// The attachments hold any bytes.
record Outgoing(Utf8 text, List<Utf8> attachments) {
  private static final int OVERHEAD = 64;

  static Outgoing text(String text) {
    return new Outgoing(Utf8.of(text), List.of());
  }

  /// What it costs to keep it waiting, in bytes.
  int weight() {
    int sum = OVERHEAD + text.length();
    for (Utf8 attachment : attachments) {
      sum += OVERHEAD + attachment.length();
    }
    return sum;
  }
}
