// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// One person's line to the server: passes bytes on between a port of its own and the server's,
/// until it is cut. For any thread.
public final class Line implements AutoCloseable {

  private final ServerSocket door;
  private final int server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  private Line(ServerSocket door, int server) {
    this.door = door;
    this.server = server;
    Thread.ofVirtual().start(this::accept);
  }

  /// Ready at once.
  ///
  /// @param server the port that it leads to
  public static Line to(int server) {
    try {
      return new Line(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where the app is at this end of the line, with a slash at the end.
  public String url() {
    return "http://localhost:" + door.getLocalPort() + "/";
  }

  /// Breaks all connections at once, and each new one from now on.
  public void cut() {
    cut = true;
    open.forEach(Line::drop);
  }

  public void mend() {
    cut = false;
  }

  @Override
  public void close() throws IOException {
    door.close();
    cut();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Thread.ofVirtual().start(() -> connect(client));
      } catch (IOException e) {
        // Closed, or the client thought better of it.
      }
    }
  }

  private void connect(Socket client) {
    open.add(client);
    try (client;
        Socket further = new Socket(InetAddress.getLoopbackAddress(), server)) {
      open.add(further);
      if (!cut) {
        Thread back = Thread.ofVirtual().start(() -> pass(further, client));
        pass(client, further);
        back.join();
      }
      open.remove(further);
    } catch (IOException e) {
      // The server is away: so is this line.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(client);
    }
  }

  private static void pass(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      drop(from);
      drop(to);
    }
  }

  /// With a reset, as when a machine went away.
  private static void drop(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // It is closed, which is all we wanted.
    }
  }
}
