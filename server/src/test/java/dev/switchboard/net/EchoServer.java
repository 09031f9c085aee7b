// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import dev.switchboard.text.Utf8;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Real listeners on a free port with an endpoint at `/echo` that sends back what it hears, chooses
/// the subprotocol `echo`, and remembers who came and went.
final class EchoServer implements AutoCloseable {
  static final NetLimits LIMITS =
      new NetLimits(1000, 1000, 1 << 20, 1000, 64 << 10, Duration.ofSeconds(30));

  final Listeners listeners;
  final BlockingQueue<Session> sessions = new LinkedBlockingQueue<>();

  /// What the endpoint does first; on the loop.
  volatile Consumer<Session> onOpen = _ -> {};

  private EchoServer(
      Transport transport, Listeners.@Nullable Certificate certificate, NetLimits limits)
      throws IOException {
    Routes routes = new Routes.Builder().webSocket("/echo", new Endpoint()).build();
    var bind = new Listeners.Bind("127.0.0.1", transport, 2);
    this.listeners =
        Listeners.open(bind, limits, List.of(new Listeners.Door(0, routes, certificate)));
  }

  static EchoServer start() throws IOException {
    return start(Transport.best(), LIMITS);
  }

  static EchoServer start(Transport transport, NetLimits limits) throws IOException {
    return new EchoServer(transport, null, limits);
  }

  static EchoServer startTls(Transport transport, Listeners.Certificate certificate)
      throws IOException {
    return startTls(transport, certificate, LIMITS);
  }

  static EchoServer startTls(
      Transport transport, Listeners.Certificate certificate, NetLimits limits) throws IOException {
    return new EchoServer(transport, certificate, limits);
  }

  int port() {
    return listeners.port();
  }

  /// The next who came.
  Session session() throws InterruptedException {
    Session session = sessions.poll(10, TimeUnit.SECONDS);
    if (session == null) {
      throw new AssertionError("nobody came");
    }
    return session;
  }

  /// Waits for the condition; fails when it does not come true.
  static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError(what + ": did not happen");
      }
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  @Override
  public void close() {
    listeners.close(Duration.ZERO);
  }

  private final class Endpoint implements WebSocketEndpoint {
    private final Origins origins = new Origins(List.of());

    @Override
    public Admission admit(Handshake handshake) {
      if (handshake.query().equals("throw")) {
        throw new IllegalStateException("thrown by a test in admit");
      }
      if (!origins.allow(handshake)) {
        return new Admission.Refuse(403, "Origin: " + handshake.origin());
      }
      boolean offered = handshake.subprotocols().contains("echo");
      return new Admission.Accept(offered ? "echo" : "");
    }

    @Override
    public Connection.Listener open(Connection connection, Handshake handshake) {
      Session session = new Session(connection, handshake);
      onOpen.accept(session);
      sessions.add(session);
      return session;
    }
  }

  /// One connection and what became of it.
  static final class Session implements Connection.Listener {
    final Connection connection;
    final Handshake handshake;
    final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
    final AtomicInteger writables = new AtomicInteger();

    Session(Connection connection, Handshake handshake) {
      this.connection = connection;
      this.handshake = handshake;
    }

    /// How it ended; waits for that.
    String end() throws InterruptedException {
      return String.valueOf(ends.poll(10, TimeUnit.SECONDS));
    }

    @Override
    public void received(Utf8 message) {
      if (message.is("throw")) {
        throw new IllegalStateException("thrown by a test in received");
      }
      connection.send(message);
    }

    @Override
    public void receivedBinary(byte[] bytes, int offset, int length) {
      connection.close(CloseReason.UNSUPPORTED_DATA, "");
    }

    @Override
    public void drain() {}

    @Override
    public void writable() {
      writables.incrementAndGet();
    }

    @Override
    public void closed(int code, boolean byPeer) {
      ends.add(code + (byPeer ? " by peer" : " by us"));
    }
  }
}
