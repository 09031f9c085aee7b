// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Where the XDG base directory specification wants `data` to be, if a user has moved that place.
record StateHome(Map<String, String> environment) {

  private static final String VARIABLE = "XDG_STATE_HOME";

  /// "All paths set in these environment variables must be absolute. If an implementation
  /// encounters a relative path in any of these variables it should consider the path invalid and
  /// ignore it."
  List<Setting> settings() {
    String home = environment.getOrDefault(VARIABLE, "");
    if (!home.startsWith("/")) {
      return List.of();
    }
    String folder = Path.of(home, "switchboard").toString();
    return List.of(new Setting(Keys.DATA.name(), folder, VARIABLE, VARIABLE));
  }
}
