// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier;

import dev.switchboard.carrier.engineio.EngineIo;
import dev.switchboard.carrier.engineio.EngineIoEndpoint;
import dev.switchboard.carrier.engineio.EngineIoOptions;
import dev.switchboard.carrier.engineio.EngineIoOptions.Heartbeat;
import dev.switchboard.conformance.ConformanceServer;
import dev.switchboard.net.Listeners;
import dev.switchboard.net.NetLimits;
import dev.switchboard.net.Origins;
import dev.switchboard.net.Routes;
import dev.switchboard.net.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// Real listeners on a free port with Engine.IO at `/socket.io` and whatever rides on it.
public final class TestSite implements AutoCloseable {
  /// With the heartbeat of the official suites, 300 and 200 ms.
  public static final EngineIoOptions QUICK = ConformanceServer.ENGINE_IO;

  /// With a heartbeat that no test hears.
  public static final EngineIoOptions CALM =
      calm(Duration.ofSeconds(10), 20_000, new Origins(List.of("*")));

  private static final NetLimits LIMITS =
      new NetLimits(20_000, 20_000, 1 << 20, 1000, 0, Duration.ofMinutes(10));

  private final EngineIo engine;
  private final Listeners listeners;

  private TestSite(EngineIo engine) throws IOException {
    this.engine = engine;
    Routes.Builder routes = new Routes.Builder();
    engine.mount(routes, "/socket.io");
    var bind = new Listeners.Bind("127.0.0.1", Transport.best(), 3);
    this.listeners =
        Listeners.open(bind, LIMITS, List.of(new Listeners.Door(0, routes.build(), null)));
  }

  public static TestSite start(EngineIoOptions options, EngineIoEndpoint endpoint)
      throws IOException {
    return new TestSite(new EngineIo(options, endpoint));
  }

  public static EngineIoOptions calm(Duration upgradeTimeout, int sessions, Origins origins) {
    var heartbeat = new Heartbeat(Duration.ofSeconds(25), Duration.ofSeconds(20));
    return new EngineIoOptions(heartbeat, upgradeTimeout, 1_000_000, sessions, origins);
  }

  public static EngineIoOptions withHeartbeat(Heartbeat heartbeat) {
    return new EngineIoOptions(
        heartbeat, CALM.upgradeTimeout(), CALM.maxPayload(), CALM.sessions(), CALM.origins());
  }

  public int port() {
    return listeners.port();
  }

  public EngineIo engine() {
    return engine;
  }

  /// How many sessions there are.
  public int sessions() {
    return engine.sessions();
  }

  @Override
  public void close() {
    listeners.close(Duration.ZERO);
  }
}
