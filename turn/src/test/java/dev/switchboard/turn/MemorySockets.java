// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.Endpoint;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executor;

/// Sockets without a network, for the fuzzer: what is sent is shown to a listener, and now and then
/// a port is taken. Confined to the loop.
final class MemorySockets implements UdpSockets {
  /// Sees each packet while it is sent.
  interface Listener {
    void sent(UdpSocket from, byte[] packet, int length, Endpoint to);
  }

  /// The sockets that are open.
  final Map<Endpoint, Socket> open = new HashMap<>();

  /// The socket before which the system breaks, counted from now; 0 for none.
  int fault;

  private final Executor loop;
  private final Random random;
  private final Listener listener;
  private final byte[] copy = new byte[4096];

  MemorySockets(Executor loop, Random random, Listener listener) {
    this.loop = loop;
    this.random = random;
    this.listener = listener;
  }

  @Override
  public boolean canSendWhole() {
    return true;
  }

  @Override
  public UdpSocket open(Endpoint local, boolean door, UdpSocket.Receiver receiver)
      throws IOException {
    if (fault > 0 && --fault == 0) {
      throw new IllegalStateException("a fault");
    }
    if (open.containsKey(local)) {
      throw new AssertionError("opened twice: " + local);
    }
    if (!door && fault == 0 && random.nextInt(100) == 0) {
      throw new IOException("taken");
    }
    Socket socket = new Socket(local, receiver);
    open.put(local, socket);
    return socket;
  }

  /// One of them.
  final class Socket implements UdpSocket {
    final Receiver receiver;
    private final Endpoint local;
    boolean isClosed;

    private Socket(Endpoint local, Receiver receiver) {
      this.local = local;
      this.receiver = receiver;
    }

    @Override
    public Endpoint local() {
      return local;
    }

    @Override
    public void send(ByteBuf packet, long high, long low, int port) {
      if (isClosed) {
        throw new AssertionError("sent from a closed socket");
      }
      int length = packet.readableBytes();
      packet.getBytes(packet.readerIndex(), copy, 0, length);
      listener.sent(
          this,
          copy,
          length,
          new Endpoint(
              new dev.switchboard.turn.stun.IpAddress(local.ip().family(), high, low), port));
    }

    @Override
    public void sendWhole(ByteBuf packet, long high, long low, int port) {
      send(packet, high, low, port);
    }

    @Override
    public void send(byte[] packet, int length, Endpoint to) {
      listener.sent(this, packet, length, to);
    }

    /// Sometimes the system takes its time to let go of the port.
    @Override
    public void close(Runnable closed) {
      if (isClosed) {
        return;
      }
      isClosed = true;
      Runnable free =
          () -> {
            open.remove(local);
            closed.run();
          };
      if (random.nextBoolean()) {
        loop.execute(free);
      } else {
        free.run();
      }
    }
  }
}
