// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.engineio;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// What the query of an Engine.IO request says.
///
/// @param transport as it was written
/// @param sid empty where the request begins a session
/// @param revision 3, 4 or [#UNKNOWN]
/// @param base64 the client cannot read binary answers
record Asked(
    String transport, String sid, int revision, boolean base64, EngineIoHandshake handshake) {
  static final int UNKNOWN = 0;

  private static final int MOST_PARAMETERS = 64;

  static Asked read(String query, String origin) {
    Map<String, List<String>> all =
        new QueryStringDecoder("?" + query, StandardCharsets.UTF_8, true, MOST_PARAMETERS)
            .parameters();
    int revision =
        switch (first(all, "EIO")) {
          case "3" -> 3;
          case "4" -> 4;
          default -> UNKNOWN;
        };
    return new Asked(
        first(all, "transport"),
        first(all, "sid"),
        revision,
        !first(all, "b64").isEmpty(),
        new EngineIoHandshake("", revision, query, origin));
  }

  /// A header that no browser would send.
  boolean originIsClean() {
    String origin = handshake.origin();
    for (int i = 0; i < origin.length(); i++) {
      if (origin.charAt(i) < 0x20 || origin.charAt(i) >= 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static String first(Map<String, List<String>> all, String name) {
    List<String> values = all.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.getFirst();
  }
}
