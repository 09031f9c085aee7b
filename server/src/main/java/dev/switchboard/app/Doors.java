// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import dev.switchboard.config.Config;
import dev.switchboard.config.Mount;
import dev.switchboard.config.Tls;
import dev.switchboard.net.HttpEndpoint;
import dev.switchboard.net.Listeners;
import dev.switchboard.net.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts the mounts behind ports: those with a path share the main port, which is the first door;
/// each of the others has one of its own.
final class Doors {
  private final Config config;
  private final Protocols protocols;
  private final Map<String, HttpEndpoint> sites;

  /// `sites` are what the main port has beside the mounts, by their paths.
  Doors(Config config, Protocols protocols, Map<String, HttpEndpoint> sites) {
    this.config = config;
    this.protocols = protocols;
    this.sites = sites;
  }

  List<Listeners.Door> all() {
    Routes.Builder main = new Routes.Builder();
    config.mounts().all().stream()
        .filter(mount -> !mount.hasOwnPort())
        .forEach(mount -> protocols.of(mount).mount(main, mount.path()));
    sites.forEach(main::site);
    Routes routes = main.build();
    List<Listeners.Door> doors = new ArrayList<>();
    doors.add(new Listeners.Door(config.listen().port(), routes, certificate(config)));
    for (Mount mount : ownPorts(config)) {
      boolean everything = mount.dialect() == Mount.Dialect.ALL;
      doors.add(
          new Listeners.Door(
              mount.port(),
              everything ? routes : of(mount),
              mount.tls() ? certificate(config) : null));
    }
    return doors;
  }

  /// The mounts behind the further doors, in their order.
  static List<Mount> ownPorts(Config config) {
    return config.mounts().all().stream().filter(Mount::hasOwnPort).toList();
  }

  private Routes of(Mount mount) {
    Routes.Builder routes = new Routes.Builder().withoutFiles();
    protocols.of(mount).mount(routes, "");
    return routes.build();
  }

  static Listeners.@Nullable Certificate certificate(Config config) {
    return switch (config.listen().tls()) {
      case Tls.Off _ -> null;
      case Tls.Pem pem -> new Listeners.Certificate(pem.cert(), pem.key());
    };
  }
}
