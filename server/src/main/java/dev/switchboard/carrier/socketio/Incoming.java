// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.socketio;

import dev.switchboard.json.JsonArray;
import dev.switchboard.json.JsonObject;
import dev.switchboard.text.Utf8;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The payload of an event or an acknowledgement, in memory of its own.
///
/// @param event the name, which of an acknowledgement is empty
record Incoming(Utf8 event, Arguments arguments) {
  /// What clients tell themselves and never each other.
  private static final Set<Utf8> RESERVED =
      Set.of(
          Utf8.of("connect"),
          Utf8.of("connect_error"),
          Utf8.of("disconnect"),
          Utf8.of("disconnecting"),
          Utf8.of("newListener"),
          Utf8.of("removeListener"));

  /// Null when it is none.
  static @Nullable Incoming read(PacketHead head, List<Utf8> attachments) {
    List<Utf8> values = JsonArray.elements(head.payload().copy());
    if (values == null
        || (!attachments.isEmpty() && !Placeholders.fit(values, attachments.size()))) {
      return null;
    }
    if (!head.isEvent()) {
      return new Incoming(Utf8.EMPTY, new Arguments(values, attachments));
    }
    Utf8 name = values.isEmpty() ? null : name(values.getFirst());
    return name == null || RESERVED.contains(name)
        ? null
        : new Incoming(name, new Arguments(values.subList(1, values.size()), attachments));
  }

  /// A string or a number.
  private static @Nullable Utf8 name(Utf8 raw) {
    byte first = raw.byteAt(0);
    if (first == '"') {
      return JsonObject.unquoted(raw);
    }
    return first == '-' || (first >= '0' && first <= '9') ? raw : null;
  }
}
