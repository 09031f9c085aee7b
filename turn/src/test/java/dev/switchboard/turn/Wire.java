// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.IpAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;

/// Carries a test's packets to the server, over UDP or over a stream.
interface Wire extends AutoCloseable {
  int PATIENCE_MILLIS = 5_000;

  void send(byte[] packet) throws IOException;

  /// Waits for a packet, and throws where none comes.
  byte[] receive() throws IOException;

  InetSocketAddress local();

  @Override
  void close() throws IOException;

  static Wire udp(InetSocketAddress server) throws IOException {
    return new Udp(server, server.getAddress());
  }

  /// From that address of this machine.
  static Wire udp(InetSocketAddress server, IpAddress local) throws IOException {
    return new Udp(server, local.toInetAddress());
  }

  static Wire stream(Socket socket) {
    return new Stream(socket);
  }

  /// Datagrams.
  final class Udp implements Wire {
    private final DatagramSocket socket;

    Udp(InetSocketAddress server, InetAddress local) throws IOException {
      socket = new DatagramSocket(new InetSocketAddress(local, 0));
      socket.connect(server);
      socket.setSoTimeout(PATIENCE_MILLIS);
    }

    @Override
    public void send(byte[] packet) throws IOException {
      socket.send(new DatagramPacket(packet, packet.length));
    }

    @Override
    public byte[] receive() throws IOException {
      byte[] bytes = new byte[4096];
      DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
      socket.receive(packet);
      return Arrays.copyOf(bytes, packet.getLength());
    }

    @Override
    public InetSocketAddress local() {
      return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  /// A stream, cut as RFC 8656 §12.5 says.
  final class Stream implements Wire {
    private final Socket socket;

    Stream(Socket socket) {
      this.socket = socket;
    }

    @Override
    public void send(byte[] packet) throws IOException {
      sendRaw(Arrays.copyOf(packet, (packet.length + 3) & ~3));
    }

    Socket socket() {
      return socket;
    }

    void sendRaw(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    }

    /// So many bytes as they come.
    byte[] receiveRaw(int count) throws IOException {
      socket.setSoTimeout(PATIENCE_MILLIS);
      return socket.getInputStream().readNBytes(count);
    }

    @Override
    public byte[] receive() throws IOException {
      socket.setSoTimeout(PATIENCE_MILLIS);
      InputStream in = socket.getInputStream();
      byte[] head = in.readNBytes(4);
      if (head.length < 4) {
        throw new SocketTimeoutException("closed");
      }
      int length = ((head[2] & 0xff) << 8) | (head[3] & 0xff);
      boolean channel = (head[0] & 0xc0) == 0x40;
      int rest = channel ? (length + 3) & ~3 : 16 + length;
      byte[] packet = Arrays.copyOf(head, 4 + rest);
      System.arraycopy(in.readNBytes(rest), 0, packet, 4, rest);
      return channel ? Arrays.copyOf(packet, 4 + length) : packet;
    }

    @Override
    public InetSocketAddress local() {
      return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
