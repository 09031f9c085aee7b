// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.broadcast;

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

/// Tutorial 000. Each path below the mount is a lobby of its own.
public final class BroadcastProtocol implements Protocol, WebSocketEndpoint {
  static final String NAME = "broadcast";

  private final Hub hub;
  private final Tally tally;
  private final Origins origins;

  public BroadcastProtocol(Hub hub, Tally tally, Origins origins) {
    this.hub = hub;
    this.tally = tally;
    this.origins = origins;
  }

  @Override
  public String name() {
    return "broadcast";
  }

  @Override
  public void mount(Routes.Builder routes, String path) {
    routes.tree(path, this);
  }

  @Override
  public Notice notice() {
    return Notice.upgrade("This address is for WebSockets of tutorial 000, broadcast.");
  }

  @Override
  public Admission admit(Handshake handshake) {
    return Lobby.admit(handshake, origins);
  }

  @Override
  public Connection.Listener open(Connection connection, Handshake handshake) {
    Lobby lobby = Lobby.of(NAME, handshake);
    return new Link(
        connection,
        tally,
        link ->
            new GuestDialect(hub, link, NAME, guest -> new BroadcastDialect(link, lobby, guest)));
  }
}
