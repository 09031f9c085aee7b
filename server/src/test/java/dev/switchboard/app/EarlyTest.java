// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import dev.switchboard.config.Config;
import dev.switchboard.config.Settings;
import dev.switchboard.config.Sources;
import dev.switchboard.net.EarlyCaller;
import dev.switchboard.net.Listeners;
import dev.switchboard.net.Routes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Clients come back as soon as a server takes its port again. What they are told has to be true by
/// then: whoever got no relay in the first second has none for the rest of the call.
final class EarlyTest {

  @Test
  void nobodyIsServedBeforeEverythingIsReady() throws Exception {
    Map<String, String> settings = Map.of("host", "127.0.0.1", "port", "0");
    Config config = Config.from(Settings.read(new Sources(settings, Map.of(), Path.of(""))));
    Routes routes = new Routes.Builder().withoutFiles().build();
    EarlyCaller.assertWaitsForTheDoors(
        Switchboard.listen(config, List.of(new Listeners.Door(0, routes, null))));
  }
}
