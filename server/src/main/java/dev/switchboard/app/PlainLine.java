// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import dev.switchboard.config.Keys;
import dev.switchboard.config.Sources;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A command line with a command or none and then settings that exist, each with its value. It is
/// read without picocli, and exactly as picocli would.
final class PlainLine {

  private PlainLine() {}

  /// Nothing where there is anything else in the line.
  static Optional<Arguments> read(List<String> words) {
    boolean named = !words.isEmpty() && Arguments.COMMANDS.contains(words.getFirst());
    String command = named ? words.getFirst() : Arguments.SERVE;
    Iterator<String> rest = words.subList(named ? 1 : 0, words.size()).iterator();
    Map<String, String> flags = new HashMap<>();
    while (rest.hasNext()) {
      String word = rest.next();
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      if (equals < 0 && isFlag(name)) {
        return Optional.empty();
      }
      String value = equals >= 0 ? word.substring(equals + 1) : rest.hasNext() ? rest.next() : "-";
      boolean plain = isSetting(name) && (equals >= 0 || !value.startsWith("-"));
      if (!plain || flags.put(name.substring(2), value) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(new Arguments(command, List.of(), Map.copyOf(flags), List.of()));
  }

  private static boolean isFlag(String word) {
    return word.startsWith("--")
        && Keys.named(word.substring(2)).filter(key -> key.kind().isFlag()).isPresent();
  }

  private static boolean isSetting(String word) {
    return word.startsWith("--")
        && (word.equals("--" + Sources.CONFIG) || Keys.named(word.substring(2)).isPresent());
  }
}
