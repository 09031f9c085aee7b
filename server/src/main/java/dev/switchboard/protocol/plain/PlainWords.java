// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import dev.switchboard.hub.Refusal;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// How the hub's constants are spelled on this wire.
final class PlainWords {
  private static final Map<Refusal, String> CODES = codes();

  private PlainWords() {}

  /// The stable code of a refusal.
  static String code(Refusal why) {
    return CODES.getOrDefault(why, "");
  }

  static String kebab(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Map<Refusal, String> codes() {
    Map<Refusal, String> codes = new EnumMap<>(Refusal.class);
    for (Refusal why : Refusal.values()) {
      codes.put(why, kebab(why.name()));
    }
    return codes;
  }
}
