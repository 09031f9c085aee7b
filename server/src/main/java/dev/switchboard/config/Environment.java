// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Finds the settings among the variables of the process: those that start with `SWITCHBOARD_`.
final class Environment {

  private final Map<String, String> variables;
  private final List<String> problems;

  Environment(Map<String, String> variables, List<String> problems) {
    this.variables = variables;
    this.problems = problems;
  }

  List<Setting> read() {
    Map<String, Key<?>> keys = new HashMap<>();
    for (Key<?> key : Keys.inOrder()) {
      keys.put(key.variable(), key);
    }
    List<Setting> settings = new ArrayList<>();
    new TreeMap<>(variables)
        .forEach((name, text) -> {
          if (keys.containsKey(name) && !isFromKubernetes(name, text)) {
            settings.add(new Setting(keys.get(name).name(), text, name, name));
          } else if (isUnknown(name, text)) {
            problems.add(unknown(name, keys));
          }
        });
    return settings;
  }

  private static boolean isUnknown(String name, String text) {
    return name.startsWith(Key.ENVIRONMENT)
        && !name.equals(Sources.CONFIG_VARIABLE)
        && !isFromKubernetes(name, text);
  }

  /// A pod in a namespace with a Service called `switchboard` is given variables like
  /// `SWITCHBOARD_PORT=tcp://10.0.0.1:80`, which nobody set and which mean something else.
  private static boolean isFromKubernetes(String name, String text) {
    boolean address = text.matches("(tcp|udp|sctp)://.*");
    return (address && name.matches("SWITCHBOARD_PORT(_\\d+_\\w+)?"))
        || name.matches("SWITCHBOARD_(PORT_\\d+_\\w+_(PROTO|PORT|ADDR)|SERVICE_(HOST|PORT\\w*))");
  }

  private static String unknown(String name, Map<String, Key<?>> keys) {
    List<String> known = keys.keySet().stream().map(Environment::bare).toList();
    Optional<String> nearest = Nearest.to(bare(name), known);
    return Nearest.unknown(name, "setting", nearest.map(bare -> Key.ENVIRONMENT + bare));
  }

  private static String bare(String name) {
    return name.substring(Key.ENVIRONMENT.length());
  }
}
