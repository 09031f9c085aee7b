// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.login;

import dev.switchboard.hub.Hub;
import dev.switchboard.net.Admission;
import dev.switchboard.net.Connection;
import dev.switchboard.net.Handshake;
import dev.switchboard.net.Notice;
import dev.switchboard.net.Origins;
import dev.switchboard.net.Routes;
import dev.switchboard.net.WebSocketEndpoint;
import dev.switchboard.protocol.Guest;
import dev.switchboard.protocol.Link;
import dev.switchboard.protocol.Protocol;
import dev.switchboard.protocol.Tally;
import dev.switchboard.text.Utf8;

/// Tutorial 003. Names are the same whatever path below the mount a client chose.
public final class LoginProtocol implements Protocol, WebSocketEndpoint {
  /// What a client hears right after it has connected. The tutorial's own server sends a text that
  /// its page cannot parse; some copies of it send JSON.
  public enum Greeting {
    NONE(""),
    TEXT("Hello world"),
    JSON("{\"type\":\"message\",\"message\":\"Hello world\"}");

    private final String frame;

    Greeting(String frame) {
      this.frame = frame;
    }
  }

  private final Hub hub;
  private final Tally tally;
  private final Origins origins;
  private final Utf8 greeting;

  public LoginProtocol(Hub hub, Tally tally, Origins origins, Greeting greeting) {
    this.hub = hub;
    this.tally = tally;
    this.origins = origins;
    this.greeting = Utf8.of(greeting.frame);
  }

  @Override
  public String name() {
    return "login";
  }

  @Override
  public void mount(Routes.Builder routes, String path) {
    routes.tree(path, this);
  }

  @Override
  public Notice notice() {
    return Notice.upgrade("This address is for WebSockets of tutorial 003, login.");
  }

  @Override
  public Admission admit(Handshake handshake) {
    return Guest.admit(handshake, origins);
  }

  @Override
  public Connection.Listener open(Connection connection, Handshake handshake) {
    if (!greeting.isEmpty()) {
      connection.send(greeting);
    }
    return new Link(connection, tally, link -> new LoginDialect(hub, link));
  }
}
