// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import java.nio.file.Path;
import java.util.Map;

/// Where settings may come from, before anybody has looked whether they are right.
///
/// @param flags from the command line: the name of a key, or `config`, and its text
/// @param environment all variables of the process
/// @param folder in which `switchboard.properties` is looked for
public record Sources(Map<String, String> flags, Map<String, String> environment, Path folder) {

  /// The flag, and with the usual prefix the variable, that names the configuration file.
  public static final String CONFIG = "config";

  static final String CONFIG_VARIABLE = "SWITCHBOARD_CONFIG";
  static final String DEFAULT_FILE = "switchboard.properties";

  public Sources {
    flags = Map.copyOf(flags);
    environment = Map.copyOf(environment);
  }

  /// Neither flags nor variables, nor a folder with a file in it.
  static Sources none() {
    return new Sources(Map.of(), Map.of(), Path.of("/nonexistent"));
  }
}
