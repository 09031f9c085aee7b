// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.engineio;

import dev.switchboard.net.Connection;

/// Where Engine.IO sessions arrive. Called on event loops: must not wait.
public interface EngineIoEndpoint {
  /// The session is open; the listener hears all that follows.
  Connection.Listener open(Connection connection, EngineIoHandshake handshake);
}
