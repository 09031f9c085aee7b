// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import dev.switchboard.admin.AdminApi;
import dev.switchboard.admin.History;
import dev.switchboard.admin.Metrics;
import dev.switchboard.admin.RatingSite;
import dev.switchboard.admin.Ratings;
import dev.switchboard.admin.Status;
import dev.switchboard.admin.StatusSite;
import dev.switchboard.config.Config;
import dev.switchboard.net.HttpEndpoint;
import dev.switchboard.net.Origins;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// All that those who run the server see of it: what is counted, what has been, and where they ask.
/// Made by the main thread.
///
/// @param metrics what is counted, registered by [Meters]
/// @param history to be ticked
record Operators(AdminApi api, Metrics metrics, History history, Ratings ratings) {
  static Operators create() {
    Metrics metrics = new Metrics();
    Ratings ratings = new Ratings();
    ratings.register(metrics);
    History history = new History(metrics, System::nanoTime, InstantSource.system());
    return new Operators(new AdminApi(metrics), metrics, history, ratings);
  }

  /// What of it is on the main port.
  Map<String, HttpEndpoint> sites(Config config, Realms realms, Origins origins) {
    Map<String, HttpEndpoint> sites =
        new LinkedHashMap<>(AdminPort.onMainPort(config.admin(), api));
    Status status = new Status(Version.current(), metrics, history, api::isReady);
    sites.put(
        StatusSite.PATH,
        StatusSite.of(config.admin().token(), status, realms.named(), System::nanoTime));
    sites.put(RatingSite.PATH, RatingSite.of(ratings, origins, System::nanoTime));
    return sites;
  }
}
