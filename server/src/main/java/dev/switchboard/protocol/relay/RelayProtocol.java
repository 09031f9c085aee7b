// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.relay;

import dev.switchboard.hub.Hub;
import dev.switchboard.net.Admission;
import dev.switchboard.net.Connection;
import dev.switchboard.net.Handshake;
import dev.switchboard.net.Notice;
import dev.switchboard.net.Origins;
import dev.switchboard.net.Routes;
import dev.switchboard.net.WebSocketEndpoint;
import dev.switchboard.protocol.GuestDialect;
import dev.switchboard.protocol.Link;
import dev.switchboard.protocol.Lobby;
import dev.switchboard.protocol.Protocol;
import dev.switchboard.protocol.Tally;
import java.util.Locale;

/// Tutorial 001, alone or together with 000. Each path below the mount is a lobby of its own.
public final class RelayProtocol implements Protocol, WebSocketEndpoint {
  /// Tutorials 000 and 001 have one address, so a server at that address must tell them apart.
  public enum Mode {
    /// Every message passes as it came.
    RELAY,
    /// Objects with a `message_type` do; anything else is a client of tutorial 000 speaking.
    AUTO;

    /// Keeps the lobbies of the two apart.
    String kind() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Hub hub;
  private final Tally tally;
  private final Origins origins;
  private final Mode mode;

  public RelayProtocol(Hub hub, Tally tally, Origins origins, Mode mode) {
    this.hub = hub;
    this.tally = tally;
    this.origins = origins;
    this.mode = mode;
  }

  @Override
  public String name() {
    return "relay";
  }

  @Override
  public void mount(Routes.Builder routes, String path) {
    routes.tree(path, this);
  }

  @Override
  public Notice notice() {
    String which = mode == Mode.AUTO ? "tutorials 000 and 001" : "tutorial 001, relay";
    return Notice.upgrade("This address is for WebSockets of " + which + ".");
  }

  @Override
  public Admission admit(Handshake handshake) {
    return Lobby.admit(handshake, origins);
  }

  @Override
  public Connection.Listener open(Connection connection, Handshake handshake) {
    Lobby lobby = Lobby.of(mode.kind(), handshake);
    int mostCodes = hub.limits().rooms().perPeer();
    return new Link(
        connection,
        tally,
        link ->
            new GuestDialect(
                hub,
                link,
                mode.kind(),
                guest -> new RelayDialect(link, lobby, mode, mostCodes, guest)));
  }
}
