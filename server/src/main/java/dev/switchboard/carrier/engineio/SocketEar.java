// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.engineio;

import dev.switchboard.net.CloseReason;
import dev.switchboard.net.Connection;
import dev.switchboard.text.Utf8;
import org.jspecify.annotations.Nullable;

/// Hears one WebSocket and tells the session, on the session's home loop. Lives on the socket's
/// loop.
final class SocketEar implements Connection.Listener {
  private final Connection socket;
  private final SocketLine line;
  private final EngineIoConnection session;
  private final boolean marked;

  SocketEar(Connection socket, SocketLine line, EngineIoConnection session, int revision) {
    this.socket = socket;
    this.line = line;
    this.session = session;
    this.marked = revision == 3;
  }

  SocketLine line() {
    return line;
  }

  @Override
  public void received(Utf8 message) {
    if (message.isEmpty()) {
      session.run(() -> session.malformed(this));
    } else if (session.loop().inEventLoop()) {
      session.heard(this, (char) message.byteAt(0), message.slice(1, message.length()));
    } else {
      Utf8 own = message.copy();
      session.run(() -> session.heard(this, (char) own.byteAt(0), own.slice(1, own.length())));
    }
  }

  @Override
  public void receivedBinary(byte[] bytes, int offset, int length) {
    int from = marked ? offset + 1 : offset;
    int count = offset + length - from;
    if (marked && (length == 0 || bytes[offset] != 4)) {
      session.run(() -> session.malformed(this));
    } else if (session.loop().inEventLoop()) {
      session.heardBinary(this, bytes, from, count);
    } else {
      Utf8 own = Utf8.copyOf(bytes, from, count);
      session.run(() -> session.heardBinary(this, own.bytes(), 0, own.length()));
    }
  }

  /// Only a session whose home is this loop is woken by way of its socket.
  @Override
  public void drain() {
    session.drain();
  }

  @Override
  public void writable() {
    line.isWritable(true);
    session.run(session::becameWritable);
  }

  @Override
  public void closed(int code, boolean byPeer) {
    session.run(() -> session.lost(this, code, byPeer));
  }

  void close(CloseReason reason, String detail) {
    line.close(reason, detail);
  }

  @Nullable Connection wakeable() {
    return session.loop().equals(socket.loop()) ? socket : null;
  }
}
