// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import dev.switchboard.text.Utf8;

/// One rule of a room, as a host sets it.
public sealed interface Rule {
  /// Newcomers knock, and wait until a host lets them in.
  record Lobby(boolean on) implements Rule {}

  /// Nobody new comes in.
  record Lock(boolean on) implements Rule {}

  /// Newcomers say this word; the empty one is none. Never told on, and kept only as a hash.
  record Password(Utf8 word) implements Rule {
    @Override
    public String toString() {
      return "Password[hidden]";
    }
  }
}
