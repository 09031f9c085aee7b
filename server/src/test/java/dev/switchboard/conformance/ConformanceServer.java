// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.conformance;

import dev.switchboard.carrier.engineio.EngineIo;
import dev.switchboard.carrier.engineio.EngineIoOptions;
import dev.switchboard.net.Listeners;
import dev.switchboard.net.NetLimits;
import dev.switchboard.net.Origins;
import dev.switchboard.net.Routes;
import dev.switchboard.net.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// Our sockets with nothing behind them but an echo, for the test suites of the protocols that we
/// speak: see `docs/conformance.md`. Compiled by `./switchboard conformance` against the jar and
/// nothing else; not shipped.
public final class ConformanceServer implements AutoCloseable {
  private static final String USAGE =
      "usage: ./switchboard conformance [--host H] [--port N] [--recovery] [--calm]";
  private static final int WRONG = 2;

  /// The largest message of Autobahn's cases.
  static final int MESSAGE_BYTES = 16 << 20;

  /// The most fragments of Autobahn's cases, 65,536, and the empty one with which its client ends a
  /// message that they fill wholly.
  static final int FRAGMENTS = 65_537;

  private static final int CONNECTIONS = 1000;
  private static final int NO_BODY = 0;

  /// Longer than any case: a ping of ours would be counted as a mistake.
  private static final Duration QUIET = Duration.ofMinutes(30);

  private static final NetLimits LIMITS =
      new NetLimits(CONNECTIONS, CONNECTIONS, MESSAGE_BYTES, FRAGMENTS, NO_BODY, QUIET);

  /// The times that the suites of Engine.IO and Socket.IO are written for.
  public static final EngineIoOptions ENGINE_IO =
      new EngineIoOptions(
          new EngineIoOptions.Heartbeat(Duration.ofMillis(300), Duration.ofMillis(200)),
          Duration.ofSeconds(10),
          1_000_000,
          20_000,
          new Origins(List.of("*")));

  /// For clients that have time.
  private static final EngineIoOptions CALM =
      EngineIoOptions.usual(
          ENGINE_IO.maxPayload(), ENGINE_IO.sessions(), new Origins(List.of("*")));

  private final Listeners listeners;

  private ConformanceServer(Listeners listeners) {
    this.listeners = listeners;
  }

  /// Serves until the process is told to stop.
  public static void main(String[] args) throws IOException {
    String host = "127.0.0.1";
    int port = 0;
    boolean recovery = false;
    EngineIoOptions engine = ENGINE_IO;
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals("--recovery")) {
        recovery = true;
        continue;
      }
      if (args[i].equals("--calm")) {
        engine = CALM;
        continue;
      }
      String[] parts = args[i].split("=", 2);
      String value = parts.length > 1 ? parts[1] : ++i < args.length ? args[i] : "";
      if (parts[0].equals("--host") && !value.isEmpty()) {
        host = value;
      } else if (parts[0].equals("--port") && value.matches("\\d{1,5}")) {
        port = Integer.parseInt(value);
      } else {
        System.err.println(USAGE);
        System.exit(WRONG);
      }
    }
    System.out.println(
        "listening on ws://" + host + ":" + start(host, port, recovery, engine).port() + "/echo");
  }

  static ConformanceServer start(String host, int port, boolean recovery, EngineIoOptions engine)
      throws IOException {
    Routes.Builder routes = new Routes.Builder().webSocket("/echo", new EchoEndpoint());
    new EngineIo(engine, new EngineIoEcho()).mount(routes, "/engine.io");
    new EngineIo(engine, SocketIoFixture.make(recovery)).mount(routes, "/socket.io");
    var bind = new Listeners.Bind(host, Transport.best(), 0);
    var door = new Listeners.Door(port, routes.build(), null);
    return new ConformanceServer(Listeners.open(bind, LIMITS, List.of(door)));
  }

  int port() {
    return listeners.port();
  }

  @Override
  public void close() {
    listeners.close(Duration.ZERO);
  }
}
