// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A line to the server that breaks: each connection passes a random number of bytes in one
/// direction, and then it is cut, in one of three manners. After so many cuts it holds.
public final class CuttingProxy implements AutoCloseable {
  private static final int EARLY = 700;
  private static final int LATE = 16_000;

  private final ServerSocket listener;
  private final int target;
  private final Random random;
  private final int mostCuts;
  private final AtomicInteger cuts = new AtomicInteger();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private enum Manner {
    /// Both sides see a reset, and lose what they had not read.
    RESET,
    /// Both sides see an orderly end in the middle of a frame.
    END,
    /// Only the client sees the end: for the server the old line lives on, and is silent.
    HALF
  }

  public CuttingProxy(int target, long seed, int mostCuts) throws IOException {
    this.listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    this.target = target;
    this.random = new Random(seed);
    this.mostCuts = mostCuts;
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  public int cuts() {
    return cuts.get();
  }

  public boolean isDone() {
    return cuts.get() >= mostCuts;
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        open.add(client);
        open.add(server);
        // A quarter breaks in the upgrade, the hello or the welcome.
        int bytes = random.nextInt(4) == 0 ? random.nextInt(EARLY) : random.nextInt(LATE);
        Manner manner = Manner.values()[random.nextInt(Manner.values().length)];
        boolean upwards = random.nextBoolean();
        Line line = new Line(client, server, manner);
        Thread.ofVirtual().start(() -> line.pump(client, server, upwards ? bytes : -1));
        Thread.ofVirtual().start(() -> line.pump(server, client, upwards ? -1 : bytes));
      } catch (IOException _) {
        // Closed, or the server is gone: the client will notice.
      }
    }
  }

  private final class Line {
    private final Socket client;
    private final Socket server;
    private final Manner manner;
    private volatile boolean cut;

    Line(Socket client, Socket server, Manner manner) {
      this.client = client;
      this.server = server;
      this.manner = manner;
    }

    /// Passes bytes on, `most` of them when that is not negative.
    void pump(Socket from, Socket to, int most) {
      byte[] buffer = new byte[4096];
      int left = most;
      try {
        while (true) {
          int count = from.getInputStream().read(buffer);
          if (count < 0) {
            break;
          }
          boolean last = most >= 0 && count >= left && cuts.get() < mostCuts;
          if (!cut) {
            to.getOutputStream().write(buffer, 0, last ? left : count);
          }
          left -= count;
          if (last && !cut) {
            cut();
          }
        }
      } catch (IOException _) {
        // Either end is gone, so the other goes too.
      }
      if (!cut || manner != Manner.HALF || from.equals(server)) {
        drop(from);
        drop(to);
      }
    }

    private void cut() throws IOException {
      cut = true;
      cuts.incrementAndGet();
      if (manner == Manner.RESET) {
        client.setSoLinger(true, 0);
        server.setSoLinger(true, 0);
      }
      drop(client);
      if (manner != Manner.HALF) {
        drop(server);
      }
    }

    private void drop(Socket socket) {
      open.remove(socket);
      try {
        socket.close();
      } catch (IOException _) {
        // Nothing is left to do.
      }
    }
  }
}
