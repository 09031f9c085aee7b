// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.conformance;

import dev.switchboard.carrier.engineio.EngineIoEndpoint;
import dev.switchboard.carrier.engineio.EngineIoHandshake;
import dev.switchboard.net.Connection;
import dev.switchboard.text.Utf8;

/// Sends back every message of an Engine.IO session as it came.
public final class EngineIoEcho implements EngineIoEndpoint {
  @Override
  public Connection.Listener open(Connection connection, EngineIoHandshake handshake) {
    return new Connection.Listener() {
      @Override
      public void received(Utf8 message) {
        connection.send(message);
        connection.flush();
      }

      @Override
      public void receivedBinary(byte[] bytes, int offset, int length) {
        connection.sendBinary(bytes, offset, length);
        connection.flush();
      }

      @Override
      public void drain() {}

      @Override
      public void writable() {}

      @Override
      public void closed(int code, boolean byPeer) {}
    };
  }
}
