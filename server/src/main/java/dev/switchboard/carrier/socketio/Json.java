// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.socketio;

import dev.switchboard.json.JsonObject;
import dev.switchboard.text.Utf8;

/// An argument that is JSON already, passed on as it stands.
public record Json(Utf8 text) {
  public static Json of(String text) {
    return new Json(Utf8.of(text));
  }

  /// The text of a field, where this is an object and the field a string; else an empty one.
  public String field(String name) {
    JsonObject object = new JsonObject();
    Utf8 value = object.read(text) ? object.string(name) : null;
    return value == null ? "" : value.toString();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
