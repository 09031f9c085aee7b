// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import dev.switchboard.turn.Door;
import dev.switchboard.turn.PortRange;
import dev.switchboard.turn.RelayAddress;
import dev.switchboard.turn.RestCredentials;
import dev.switchboard.turn.TurnConfig;
import dev.switchboard.turn.TurnServer;
import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.IpAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;

/// A TURN server that is somebody else's, as far as Switchboard knows: the two share a secret, and
/// nothing else.
public final class Relays implements AutoCloseable {
  private static final String SECRET = "north-by-northwest";
  private static final IpAddress HERE = IpAddress.of("127.0.0.1");

  /// Has the browser's connections use relays alone, whatever the page says.
  public static final String RELAY_ONLY =
      """
      globalThis.RTCPeerConnection = class extends RTCPeerConnection {
        constructor(configuration) {
          super({ ...configuration, iceTransportPolicy: "relay" });
        }
        setConfiguration(configuration) {
          super.setConfiguration({ ...configuration, iceTransportPolicy: "relay" });
        }
      };
      """;

  private final TurnServer server;

  private Relays(TurnServer server) {
    this.server = server;
  }

  public static Relays open(PortRange ports) {
    return open(0, ports);
  }

  /// At that port, for those who asked there before.
  static Relays open(int port, PortRange ports) {
    Endpoint door = new Endpoint(HERE, port);
    TurnConfig config =
        TurnConfig.of(
                List.of(new Door.Udp(door.toSocketAddress()), new Door.Tcp(door.toSocketAddress())),
                List.of(RelayAddress.of(HERE)))
            .withPorts(ports)
            .withLoops(1);
    RestCredentials credentials = new RestCredentials(SECRET, InstantSource.system());
    try {
      return new Relays(TurnServer.open(config, credentials::authenticate));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What tells Switchboard of it, over UDP or TCP.
  public String[] options(String transport) {
    return behind("turn:127.0.0.1:" + port(transport) + "?transport=" + transport);
  }

  /// What tells Switchboard of it, by the addresses at which people find it.
  static String[] behind(String addresses) {
    return new String[] {"--ice.servers=" + addresses, "--ice.secret=" + SECRET};
  }

  int port(String transport) {
    return server.addresses().get(transport.equals("udp") ? 0 : 1).getPort();
  }

  /// Bytes that went through.
  public long relayed() {
    return server.traffic().toPeers();
  }

  @Override
  public void close() {
    server.close();
  }
}
