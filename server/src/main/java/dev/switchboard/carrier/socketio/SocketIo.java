// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.socketio;

import dev.switchboard.carrier.engineio.EngineIoEndpoint;
import dev.switchboard.carrier.engineio.EngineIoHandshake;
import dev.switchboard.net.Connection;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A Socket.IO server: its namespaces, and whoever comes into them. Namespaces are made before
/// clients come; the main one, `/`, is always there.
public final class SocketIo implements EngineIoEndpoint {
  private final SocketIoOptions options;
  private final ConcurrentHashMap<String, Namespace> namespaces = new ConcurrentHashMap<>();

  public SocketIo(SocketIoOptions options) {
    this.options = options;
    of("/");
  }

  /// The namespace of this name, which begins with a slash; made when it is not there.
  public Namespace of(String name) {
    if (!name.startsWith("/") || name.contains(",")) {
      throw new IllegalArgumentException(
          "namespace: " + name + " (expected: a slash, then anything but a comma)");
    }
    return namespaces.computeIfAbsent(name, _ -> new Namespace(name, options.recovery()));
  }

  @Override
  public Connection.Listener open(Connection connection, EngineIoHandshake handshake) {
    Client client = new Client(this, connection, handshake);
    client.begin();
    return client;
  }

  SocketIoOptions options() {
    return options;
  }

  @Nullable Namespace find(String name) {
    return namespaces.get(name);
  }
}
