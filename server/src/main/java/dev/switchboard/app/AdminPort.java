// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import dev.switchboard.admin.AdminApi;
import dev.switchboard.config.Admin;
import dev.switchboard.net.HttpEndpoint;
import dev.switchboard.net.Listeners;
import dev.switchboard.net.NetLimits;
import dev.switchboard.net.Routes;
import dev.switchboard.net.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The port for operators, with a loop of its own, so that it answers when the others are busy; or
/// none, where the main port serves them. Opened and closed by the main thread.
final class AdminPort implements AutoCloseable {
  private final Optional<Listeners> listeners;

  private AdminPort(Optional<Listeners> listeners) {
    this.listeners = listeners;
  }

  /// What of the operators' pages is on the main port.
  static Map<String, HttpEndpoint> onMainPort(Admin config, AdminApi api) {
    return config.port().isPresent() ? api.mainPortBesideOwn() : api.mainPort();
  }

  static AdminPort open(Admin config, AdminApi api, NetLimits limits) throws IOException {
    if (config.port().isEmpty()) {
      return new AdminPort(Optional.empty());
    }
    Routes.Builder routes = new Routes.Builder().withoutFiles();
    api.ownPort().forEach(routes::site);
    var bind = new Listeners.Bind(config.host(), Transport.NIO, 1);
    var door = new Listeners.Door(config.port().get(), routes.build(), null);
    return new AdminPort(Optional.of(Listeners.open(bind, limits, List.of(door))));
  }

  /// The port that is listened on, if there is one.
  Optional<Integer> port() {
    return listeners.map(Listeners::port);
  }

  @Override
  public void close() {
    listeners.ifPresent(open -> open.close(Duration.ZERO));
  }
}
