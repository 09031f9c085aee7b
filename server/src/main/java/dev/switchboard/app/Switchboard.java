// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import dev.switchboard.admin.AdminApi;
import dev.switchboard.auth.PeerSecrets;
import dev.switchboard.carrier.socketio.SocketIo;
import dev.switchboard.config.Config;
import dev.switchboard.config.Ice;
import dev.switchboard.config.Listen;
import dev.switchboard.config.Settings;
import dev.switchboard.config.Sources;
import dev.switchboard.config.Wire;
import dev.switchboard.ice.EmbeddedTurn;
import dev.switchboard.ice.IceServers;
import dev.switchboard.ice.IceSite;
import dev.switchboard.ice.TurnTally;
import dev.switchboard.net.HttpEndpoint;
import dev.switchboard.net.Listeners;
import dev.switchboard.net.NetLimits;
import dev.switchboard.net.Origins;
import dev.switchboard.net.Transport;
import dev.switchboard.protocol.Tally;
import dev.switchboard.turn.RelayAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The composition root: builds the server from its parts, and stops them in reverse order. Started
/// on the main thread, closed by the shutdown hook.
public final class Switchboard implements AutoCloseable {
  private final Tally tally;
  private final Ticker ticker;
  private final TurnBeside turn;
  private final Listeners listeners;
  private final AdminApi admin;
  private final AdminPort adminPort;

  private Switchboard(Parts parts) {
    this.tally = parts.tally();
    this.ticker = parts.ticker();
    this.turn = parts.turn();
    this.listeners = parts.listeners();
    this.admin = parts.admin();
    this.adminPort = parts.adminPort();
  }

  private record Parts(
      Tally tally,
      Ticker ticker,
      TurnBeside turn,
      Listeners listeners,
      AdminApi admin,
      AdminPort adminPort) {}

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
    IceServers ice = new IceServers(config.ice(), InstantSource.system());
    Operators operators = Operators.create();
    AdminApi admin = operators.api();
    var shared = new Protocols.Shared(realms, peerSecrets, tally, ice);
    Protocols protocols = new Protocols(config, shared, events);
    Doors doors = new Doors(config, protocols, sites(config, ice, operators, realms));
    TurnTally turnTally = new TurnTally();
    TurnBeside turn = new TurnBeside(config, secrets, turnTally);
    Listeners listeners = turn.open(() -> listen(config, doors.all()));
    turn.embedded().ifPresent(embedded -> ice.serve(embedded.own()));
    Meters.register(operators.metrics(), listeners::connections, tally, ice, turnTally);
    AdminPort adminPort = openAdminPort(config, admin, turn, listeners);
    operators.history().probe(listeners::probe);
    Ticker ticker = new Ticker(realms.all(), protocols.all(), operators.history()::tick);
    ticker.start();
    listeners
        .accept(); // last: after a restart clients wait at the door, and need all that we offer
    admin.ready(true);
    return new Switchboard(new Parts(tally, ticker, turn, listeners, admin, adminPort));
  }

  /// What the main port has beside the mounts.
  static Map<String, HttpEndpoint> sites(
      Config config, IceServers ice, Operators operators, Realms realms) {
    Ice set = config.ice();
    Origins origins = new Origins(config.links().ownOrigins());
    Map<String, HttpEndpoint> sites = operators.sites(config, realms, origins);
    sites.put(
        IceSite.PATH, new IceSite(ice, origins, set.token(), set.perMinute(), System::nanoTime));
    return sites;
  }

  private static AdminPort openAdminPort(
      Config config, AdminApi admin, TurnBeside turn, Listeners listeners) {
    try {
      return AdminPort.open(config.admin(), admin, limits(config));
    } catch (IOException e) {
      turn.close();
      listeners.close(Duration.ZERO);
      throw new CannotStart("admin-" + e.getMessage(), e);
    }
  }

  /// The port that is listened on, also where 0 was asked for.
  public int port() {
    return listeners.port();
  }

  /// The ports of the mounts that have one of their own, in the order of the configuration.
  public List<Integer> ownPorts() {
    return listeners.ports().subList(1, listeners.ports().size());
  }

  /// The port for operators, if they have one of their own.
  public Optional<Integer> adminPort() {
    return adminPort.port();
  }

  /// What drives the sockets: `io_uring`, `epoll` or `nio`.
  public String transport() {
    return listeners.transport().shown();
  }

  /// Where the TURN server inside relays from; empty where there is none.
  List<RelayAddress> relays() {
    return turn.embedded().map(EmbeddedTurn::relays).orElse(List.of());
  }

  /// What has happened so far.
  public Tally tally() {
    return tally;
  }

  /// Takes no new connections, tells the clients to come back elsewhere, and waits for a few
  /// seconds.
  @Override
  public void close() {
    admin.ready(false);
    ticker.close();
    turn.close();
    listeners.close();
    adminPort.close();
  }

  /// Takes the ports; whoever asked opens the doors.
  static Listeners listen(Config config, List<Listeners.Door> doors) {
    Listen listen = config.listen();
    Transport transport = transport(listen.transport());
    if (!transport.isAvailable()) {
      throw new CannotStart(
          "transport: " + transport.shown() + " (expected: one this machine has; auto picks it)");
    }
    var bind = new Listeners.Bind(listen.host(), transport, listen.loops());
    try {
      return Listeners.bind(bind, limits(config), doors);
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
