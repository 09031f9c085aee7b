// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol;

import dev.switchboard.TestServer;
import dev.switchboard.app.Switchboard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// A server and the clients of one test, who connect at one mount unless they say where. When it
/// closes they are cut off; then the server must soon hold nothing of them, and have logged no
/// fault.
public final class Hall implements AutoCloseable {
  private final Alarm alarm = new Alarm();
  private final List<AutoCloseable> guests = new ArrayList<>();
  private final Switchboard server;
  private final String mount;

  private Hall(Switchboard server, String mount) {
    this.server = server;
    this.mount = mount;
  }

  /// Settings come in pairs.
  public static Hall at(String mount, String... settings) {
    return new Hall(TestServer.start(settings), mount);
  }

  public Switchboard server() {
    return server;
  }

  public int port() {
    return server.port();
  }

  /// A client that the server has let in.
  public Puppet enter() {
    return enter(mount);
  }

  public Puppet enter(String path) {
    return with(Puppet.connect(port(), path, "")).settle();
  }

  /// One of Switchboard's own clients, with this handle unless it is empty; returns it after its
  /// welcome, whose `peer` is its id.
  public Puppet app(String handle) {
    Puppet app = with(Puppet.connect(port(), "/ws", "switchboard.v1"));
    app.say("{\"type\":\"hello\",\"versions\":[1]}");
    if (!handle.isEmpty()) {
      app.say("{\"type\":\"claim\",\"id\":0,\"handle\":\"" + handle + "\"}");
    }
    return app;
  }

  /// A client made by hand, whose kernel keeps about so many bytes for it, or as many as it likes
  /// for 0.
  public Wire wire(int receiveBuffer, String path, String headers) {
    try {
      return with(Wire.connect(port(), receiveBuffer, path, headers));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Wire wire() {
    return wire(0, mount, "");
  }

  /// Waits until so many peers are here.
  public void holds(int peers) {
    Wait.until(peers + " peers", () -> server.tally().peers() == peers);
  }

  @Override
  public void close() {
    try {
      for (AutoCloseable guest : guests) {
        guest.close();
      }
      Wait.until(
          "nothing is left", () -> server.tally().peers() == 0 && server.tally().rooms() == 0);
    } catch (Exception e) {
      throw new AssertionError(e);
    } finally {
      server.close();
      alarm.close();
    }
  }

  private <T extends AutoCloseable> T with(T guest) {
    guests.add(guest);
    return guest;
  }
}
