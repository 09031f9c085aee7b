// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

/// Where WebSockets of one kind arrive. Called on event loops: must not wait.
public interface WebSocketEndpoint {
  Admission admit(Handshake handshake);

  /// What a plain request is told.
  default Notice notice() {
    return Notice.upgrade("This address is for WebSockets.");
  }

  /// The longest message that is taken, in bytes, where `usual` is what the server takes elsewhere.
  default int mostMessage(int usual) {
    return usual;
  }

  /// The connection is open; the listener hears all that follows.
  Connection.Listener open(Connection connection, Handshake handshake);
}
