// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.ice;

import dev.switchboard.config.Ports;
import dev.switchboard.config.Tls;
import dev.switchboard.config.Turn;
import dev.switchboard.turn.Door;
import dev.switchboard.turn.DtlsKeys;
import dev.switchboard.turn.PeerRules;
import dev.switchboard.turn.PortRange;
import dev.switchboard.turn.RelayAddress;
import dev.switchboard.turn.RestCredentials;
import dev.switchboard.turn.TurnConfig;
import dev.switchboard.turn.TurnEvent;
import dev.switchboard.turn.TurnHooks;
import dev.switchboard.turn.TurnLimits;
import dev.switchboard.turn.TurnServer;
import dev.switchboard.turn.stun.IpAddress;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The TURN server inside: has the port of the web server for UDP, and takes from it the
/// connections that speak STUN. Lets in whoever shows a credential made with its secret. Opened and
/// closed by the main thread.
public final class EmbeddedTurn implements AutoCloseable {
  private final TurnServer server;
  private final Site site;
  private final RestCredentials credentials;
  private final List<RelayAddress> relays;

  private EmbeddedTurn(
      TurnServer server, Site site, RestCredentials credentials, List<RelayAddress> relays) {
    this.server = server;
    this.site = site;
    this.credentials = credentials;
    this.relays = relays;
  }

  /// Where the web server is, and what it encrypts with.
  public record Site(String host, int port, Tls tls) {}

  /// Opens a server on the loops that it is to live on.
  public interface Opener {
    TurnServer open(TurnConfig config, TurnHooks hooks) throws IOException;
  }

  /// Throws [IOException] with a message for people where a port is taken or an address does not
  /// fit.
  public static EmbeddedTurn open(
      Turn config, Site site, Keyring keys, Consumer<TurnEvent> listener, Opener opener)
      throws IOException {
    Surroundings here = Surroundings.look();
    Placement placement = Placement.of(site.host(), config.external(), here);
    Doorways doorways = new Doorways(site.port(), dtls(site.tls()), here);
    List<Door> doors = doorways.of(placement.doors(), config.discovery());
    TurnServer server =
        opener.open(library(config, doors, placement.relays()), hooks(keys, listener));
    return new EmbeddedTurn(server, site, keys.credentials(), placement.relays());
  }

  private static Optional<DtlsKeys> dtls(Tls tls) throws IOException {
    return switch (tls) {
      case Tls.Off _ -> Optional.empty();
      case Tls.Pem pem -> Optional.of(DtlsKeys.pem(pem.cert(), pem.key()));
    };
  }

  private static TurnHooks hooks(Keyring keys, Consumer<TurnEvent> listener) {
    return new TurnHooks() {
      @Override
      public Optional<String> authenticate(String username) {
        return keys.password(username);
      }

      @Override
      public String person(String username) {
        return keys.person(username);
      }

      @Override
      public void listener(TurnEvent event) {
        listener.accept(event);
      }
    };
  }

  /// Our settings as those of the library.
  static TurnConfig library(Turn config, List<Door> doors, List<RelayAddress> relays) {
    Ports ports = config.ports();
    return TurnConfig.of(doors, relays)
        .withPorts(new PortRange(ports.first(), ports.last()))
        .withRealm(config.realm())
        .withLimits(limits(config.bounds()))
        .withPeers(
            PeerRules.SAFE
                .allowing(config.allowPeers().toArray(String[]::new))
                .denying(config.denyPeers().toArray(String[]::new)));
  }

  private static TurnLimits limits(Turn.Bounds bounds) {
    Turn.Allocations all = bounds.allocations();
    Turn.PerAllocation each = bounds.perAllocation();
    Turn.TcpRelays tcp = bounds.tcpRelays();
    return new TurnLimits(
        new TurnLimits.Allocations(all.perUser(), all.perAddress(), all.overall()),
        new TurnLimits.PerAllocation(
            each.permissions(), each.channels(), each.bytesPerSecond(), each.lifetime()),
        bounds.bytesPerSecond(),
        bounds.challenges(),
        bounds.connections(),
        new TurnLimits.TcpRelays(tcp.perRelay(), tcp.unbound(), tcp.perAddress()));
  }

  /// The server, for whoever brings it connections.
  public TurnServer server() {
    return server;
  }

  /// What it lets in.
  public RestCredentials credentials() {
    return credentials;
  }

  /// UDP and TCP.
  public int port() {
    return site.port();
  }

  /// Whether its port serves TURN over TLS and DTLS too.
  public boolean isTls() {
    return site.tls() instanceof Tls.Pem;
  }

  /// Where it relays from; the external address is the local one where no other is known.
  public List<RelayAddress> relays() {
    return relays;
  }

  /// As clients are told of it. A client that speaks STUN at once on a port with TLS does without
  /// TLS.
  public OwnTurn own() {
    return new OwnTurn(credentials, port(), port(), isTls() ? port() : 0, address());
  }

  private String address() {
    if (relays.isEmpty()) {
      return "";
    }
    IpAddress first = relays.getFirst().external();
    return first.isV6() ? "[" + first + "]" : first.toString();
  }

  @Override
  public void close() {
    server.close();
  }
}
