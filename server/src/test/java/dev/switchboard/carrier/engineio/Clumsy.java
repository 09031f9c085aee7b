// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.engineio;

import dev.switchboard.net.Connection;
import dev.switchboard.text.Utf8;

/// A listener that throws when it hears `throw`.
record Clumsy(Connection.Listener behind) implements Connection.Listener {
  @Override
  public void received(Utf8 message) {
    if (message.is("throw")) {
      throw new IllegalStateException("thrown by a test in received");
    }
    behind.received(message);
  }

  @Override
  public void receivedBinary(byte[] bytes, int offset, int length) {
    behind.receivedBinary(bytes, offset, length);
  }

  @Override
  public void drain() {
    behind.drain();
  }

  @Override
  public void writable() {
    behind.writable();
  }

  @Override
  public void closed(int code, boolean byPeer) {
    behind.closed(code, byPeer);
  }
}
