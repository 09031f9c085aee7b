// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.channels;

import dev.switchboard.hub.Hub;
import dev.switchboard.net.Admission;
import dev.switchboard.net.Connection;
import dev.switchboard.net.Handshake;
import dev.switchboard.net.Notice;
import dev.switchboard.net.Origins;
import dev.switchboard.net.Routes;
import dev.switchboard.net.WebSocketEndpoint;
import dev.switchboard.protocol.Guest;
import dev.switchboard.protocol.GuestDialect;
import dev.switchboard.protocol.Link;
import dev.switchboard.protocol.Protocol;
import dev.switchboard.protocol.Tally;

/// Tutorial 002. Channels are the same whatever path below the mount a client chose.
public final class ChannelsProtocol implements Protocol, WebSocketEndpoint {
  static final String KIND = "channels";

  private final Hub hub;
  private final Tally tally;
  private final Origins origins;

  public ChannelsProtocol(Hub hub, Tally tally, Origins origins) {
    this.hub = hub;
    this.tally = tally;
    this.origins = origins;
  }

  @Override
  public String name() {
    return "channels";
  }

  @Override
  public void mount(Routes.Builder routes, String path) {
    routes.tree(path, this);
  }

  /// The tutorial's own server has a page here.
  @Override
  public Notice notice() {
    return new Notice(200, "This address is for WebSockets of tutorial 002, channels.");
  }

  @Override
  public Admission admit(Handshake handshake) {
    return Guest.admit(handshake, origins);
  }

  @Override
  public Connection.Listener open(Connection connection, Handshake handshake) {
    int mostOpen = hub.limits().rooms().perPeer();
    return new Link(
        connection,
        tally,
        link ->
            new GuestDialect(hub, link, KIND, guest -> new ChannelsDialect(link, mostOpen, guest)));
  }
}
