// SPDX-License-Identifier: Apache-2.0
package dev.switchboard;

import dev.switchboard.app.Secrets;
import dev.switchboard.app.Switchboard;
import dev.switchboard.config.Config;
import dev.switchboard.config.Settings;
import dev.switchboard.config.Sources;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// A whole server on a free port, with some settings of its own.
public final class TestServer {
  private TestServer() {}

  /// Settings come in pairs: `"limits.ring", "1s"`.
  public static Switchboard start(String... settings) {
    return start(Secrets.inMemory(), settings);
  }

  public static Switchboard start(Secrets secrets, String... settings) {
    Map<String, String> flags = new LinkedHashMap<>();
    flags.put("port", "0");
    flags.put("host", "127.0.0.1");
    for (int i = 0; i < settings.length; i += 2) {
      flags.put(settings[i], settings[i + 1]);
    }
    Settings read = Settings.read(new Sources(flags, Map.of(), Path.of("target")));
    if (!read.problems().isEmpty()) {
      throw new AssertionError(read.problems());
    }
    return Switchboard.start(Config.from(read), secrets);
  }
}
