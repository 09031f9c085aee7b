// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import dev.switchboard.text.Utf8;

/// One line of a room's chat. `number` counts up from 1 in each room, `about` is the sender's at
/// that time, `at` is in milliseconds since 1970.
public record ChatMessage(long number, PeerId from, Utf8 about, Utf8 text, long at) {
  /// What it costs to keep, in bytes.
  int weight() {
    return 64 + from.text().length() + about.length() + text.length();
  }
}
