// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import dev.switchboard.auth.PeerSecrets;
import dev.switchboard.carrier.socketio.SocketIo;
import dev.switchboard.config.Config;
import dev.switchboard.config.Listen;
import dev.switchboard.config.Settings;
import dev.switchboard.config.Sources;
import dev.switchboard.config.Wire;
import dev.switchboard.net.Listeners;
import dev.switchboard.net.NetLimits;
import dev.switchboard.net.Transport;
import dev.switchboard.protocol.Tally;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The composition root: builds the server from its parts, and stops them in reverse order. Started
/// on the main thread, closed by the shutdown hook.
public final class Switchboard implements AutoCloseable {
  private final Tally tally;
  private final Ticker ticker;
  private final Listeners listeners;

  private Switchboard(Tally tally, Ticker ticker, Listeners listeners) {
    this.tally = tally;
    this.ticker = ticker;
    this.listeners = listeners;
  }

  /// Starts a server inside another program, with these settings under the names of
  /// `docs/configuration.md`; `events` gets the Socket.IO server, to put its own events beside
  /// ours. Returns once connections are accepted; throws [CannotStart] where that cannot be, and
  /// then says all that is wrong with the settings.
  public static Switchboard start(Map<String, String> settings, Consumer<SocketIo> events) {
    Settings read = Settings.read(new Sources(settings, Map.of(), Path.of("")));
    if (!read.problems().isEmpty()) {
      throw new CannotStart(String.join("\n", read.problems()));
    }
    Config config = Config.from(read);
    return start(config, Secrets.open(new DataFolder(config.data())), events);
  }

  /// Returns once connections are accepted; throws [CannotStart] where that cannot be.
  public static Switchboard start(Config config, Secrets secrets) {
    return start(config, secrets, _ -> {});
  }

  /// As above; `events` gets the Socket.IO server to put its own events beside ours.
  public static Switchboard start(Config config, Secrets secrets, Consumer<SocketIo> events) {
    Tally tally = new Tally();
    Realms realms =
        new Realms(config.limits(), tally, RoomAdmission.policy(config.rooms()), secrets.key());
    PeerSecrets peerSecrets = new PeerSecrets(secrets.key());
    Protocols protocols = new Protocols(config, realms, peerSecrets, tally, events);
    Listeners listeners = listen(config, new Doors(config, protocols).all());
    Ticker ticker = new Ticker(realms.all(), protocols.all());
    ticker.start();
    return new Switchboard(tally, ticker, listeners);
  }

  /// The port that is listened on, also where 0 was asked for.
  public int port() {
    return listeners.port();
  }

  /// The ports of the mounts that have one of their own, in the order of the configuration.
  public List<Integer> ownPorts() {
    return listeners.ports().subList(1, listeners.ports().size());
  }

  /// What drives the sockets: `io_uring`, `epoll` or `nio`.
  public String transport() {
    return listeners.transport().shown();
  }

  /// What has happened so far.
  public Tally tally() {
    return tally;
  }

  /// Takes no new connections, tells the clients to come back elsewhere, and waits for a few
  /// seconds.
  @Override
  public void close() {
    ticker.close();
    listeners.close();
  }

  private static Listeners listen(Config config, List<Listeners.Door> doors) {
    Listen listen = config.listen();
    Transport transport = transport(listen.transport());
    if (!transport.isAvailable()) {
      throw new CannotStart(
          "transport: " + transport.shown() + " (expected: one this machine has; auto picks it)");
    }
    var bind = new Listeners.Bind(listen.host(), transport, listen.loops());
    try {
      return Listeners.open(bind, limits(config), doors);
    } catch (IOException e) {
      throw new CannotStart(String.valueOf(e.getMessage()), e);
    }
  }

  private static NetLimits limits(Config config) {
    Wire wire = config.wire();
    return new NetLimits(
        wire.connections(),
        wire.connectionsPerAddress(),
        config.limits().sizes().frame(),
        wire.fragments(),
        wire.httpBody(),
        config.limits().pace().heartbeat());
  }

  private static Transport transport(dev.switchboard.config.Transport asked) {
    return switch (asked) {
      case AUTO -> Transport.best();
      case IO_URING -> Transport.IO_URING;
      case EPOLL -> Transport.EPOLL;
      case NIO -> Transport.NIO;
    };
  }
}
