// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import java.time.Duration;

/// What one socket and all of them together may take. `quiet` is the time after which a silent
/// WebSocket is pinged; after twice that it is dead, and so is a plain HTTP connection that asks
/// nothing.
public record NetLimits(
    int connections,
    int connectionsPerAddress,
    int messageBytes,
    int fragments,
    int bodyBytes,
    Duration quiet) {
  private static final long LEAST_UNREAD = 8 << 20;

  NetLimits ofMessages(int bytes) {
    return bytes == messageBytes
        ? this
        : new NetLimits(connections, connectionsPerAddress, bytes, fragments, bodyBytes, quiet);
  }

  /// How much a client may leave unread: some of the largest messages.
  long unreadBytes() {
    return Math.max(LEAST_UNREAD, 2L * messageBytes);
  }
}
