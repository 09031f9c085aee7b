// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.socketio;

import dev.switchboard.net.CloseReason;

/// Why a client is gone, in the words of Socket.IO.
final class Reasons {
  private Reasons() {}

  static String of(int code, boolean byPeer) {
    if (byPeer) {
      return "transport close";
    }
    CloseReason ours = CloseReason.of(code);
    if (ours == null) {
      // Nobody said goodbye: the line broke.
      return "transport close";
    }
    if (ours == CloseReason.DEAD) {
      return "ping timeout";
    }
    if (ours == CloseReason.GOING_AWAY) {
      return "server shutting down";
    }
    return ours == CloseReason.PROTOCOL_ERROR ? "parse error" : "forced server close";
  }
}
