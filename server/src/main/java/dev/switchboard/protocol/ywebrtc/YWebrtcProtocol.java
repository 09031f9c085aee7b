// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.ywebrtc;

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

/// The signaling of y-webrtc. Topics are the same whatever path below the mount a client chose.
public final class YWebrtcProtocol implements Protocol, WebSocketEndpoint {
  /// Also the kind of its rooms, which are the topics.
  static final String NAME = "ywebrtc";

  private final Hub hub;
  private final Tally tally;
  private final Origins origins;

  public YWebrtcProtocol(Hub hub, Tally tally, Origins origins) {
    this.hub = hub;
    this.tally = tally;
    this.origins = origins;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void mount(Routes.Builder routes, String path) {
    routes.tree(path, this);
  }

  @Override
  public Notice notice() {
    return Notice.upgrade("This address is for WebSockets of y-webrtc.");
  }

  @Override
  public Admission admit(Handshake handshake) {
    return Lobby.admit(handshake, origins);
  }

  @Override
  public Connection.Listener open(Connection connection, Handshake handshake) {
    return new Link(
        connection,
        tally,
        link -> new GuestDialect(hub, link, NAME, guest -> new YWebrtcDialect(hub, link, guest)));
  }
}
