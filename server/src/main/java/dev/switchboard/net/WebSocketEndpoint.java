// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

/// Where WebSockets of one kind arrive. Called on event loops: must not wait.
public interface WebSocketEndpoint {
  Admission admit(Handshake handshake);

  /// The connection is open; the listener hears all that follows.
  Connection.Listener open(Connection connection, Handshake handshake);
}
