// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.Endpoint;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.util.Arrays;

/// The far end of a relay. Blocks; one thread.
final class TestPeer implements AutoCloseable {
  private final DatagramSocket socket;
  private Endpoint from;

  TestPeer(Endpoint local) throws IOException {
    socket = new DatagramSocket(local.toSocketAddress());
    socket.setSoTimeout(Wire.PATIENCE_MILLIS);
  }

  Endpoint address() {
    return Endpoint.of((java.net.InetSocketAddress) socket.getLocalSocketAddress());
  }

  byte[] receive() throws IOException {
    byte[] bytes = new byte[4096];
    DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
    socket.receive(packet);
    from = Endpoint.of((java.net.InetSocketAddress) packet.getSocketAddress());
    return Arrays.copyOf(bytes, packet.getLength());
  }

  /// Who sent what was received last.
  Endpoint from() {
    return from;
  }

  void send(byte[] payload, Endpoint to) throws IOException {
    socket.send(new DatagramPacket(payload, payload.length, to.toSocketAddress()));
  }

  @Override
  public void close() {
    socket.close();
  }
}
