// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.conformance;

import dev.switchboard.net.Admission;
import dev.switchboard.net.Connection;
import dev.switchboard.net.Handshake;
import dev.switchboard.net.WebSocketEndpoint;
import dev.switchboard.text.Utf8;

/// Sends back every message as it came: a text as a text, bytes as bytes. Lets everybody in.
final class EchoEndpoint implements WebSocketEndpoint {
  @Override
  public Admission admit(Handshake handshake) {
    return new Admission.Accept("");
  }

  @Override
  public Connection.Listener open(Connection connection, Handshake handshake) {
    return new Echo(connection);
  }

  /// One connection, on its loop. What is sent inside a call goes out at the end of the read.
  private record Echo(Connection connection) implements Connection.Listener {
    @Override
    public void received(Utf8 message) {
      connection.send(message);
    }

    @Override
    public void receivedBinary(byte[] bytes, int offset, int length) {
      connection.sendBinary(bytes, offset, length);
    }

    @Override
    public void drain() {}

    @Override
    public void writable() {}

    @Override
    public void closed(int code, boolean byPeer) {}
  }
}
