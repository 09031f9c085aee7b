// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A bad network: passes datagrams on between a port of its own and a server's, and loses as many
/// of them as it is told to, both ways. For any thread.
final class Sieve implements AutoCloseable {
  private static final int LARGEST = 65_535;

  private final DatagramSocket front;
  private final SocketAddress server;
  private final Map<SocketAddress, DatagramSocket> backs = new ConcurrentHashMap<>();
  private final AtomicInteger passed = new AtomicInteger();
  private volatile int lost;

  private Sieve(DatagramSocket front, SocketAddress server) {
    this.front = front;
    this.server = server;
    Thread.ofVirtual().start(() -> pass(front, this::forth));
  }

  /// Loses nothing yet.
  static Sieve before(int port) {
    InetAddress here = InetAddress.getLoopbackAddress();
    try {
      return new Sieve(new DatagramSocket(0, here), new InetSocketAddress(here, port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return front.getLocalPort();
  }

  /// Of a hundred datagrams, from now on.
  void loses(int percent) {
    lost = percent;
  }

  @Override
  public void close() {
    front.close();
    backs.values().forEach(DatagramSocket::close);
  }

  private interface Way {
    void take(DatagramPacket packet) throws IOException;
  }

  /// A stride of 37 spreads the lost ones over each hundred.
  private void pass(DatagramSocket from, Way on) {
    DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
    while (!from.isClosed()) {
      try {
        packet.setLength(LARGEST);
        from.receive(packet);
        if (Math.floorMod(passed.incrementAndGet() * 37, 100) >= lost) {
          on.take(packet);
        }
      } catch (IOException e) {
        // Closed, or the other side is not there: both are what networks are like.
      }
    }
  }

  private void forth(DatagramPacket packet) throws IOException {
    DatagramSocket back = backs.get(packet.getSocketAddress());
    if (back == null) {
      back = open(packet.getSocketAddress());
    }
    back.send(new DatagramPacket(packet.getData(), packet.getLength(), server));
  }

  private DatagramSocket open(SocketAddress client) throws IOException {
    DatagramSocket back = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    backs.put(client, back);
    Way home =
        packet -> front.send(new DatagramPacket(packet.getData(), packet.getLength(), client));
    Thread.ofVirtual().start(() -> pass(back, home));
    return back;
  }
}
