// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.socketio;

import dev.switchboard.json.JsonArray;
import dev.switchboard.json.JsonObject;
import dev.switchboard.json.JsonWriter;
import dev.switchboard.text.Utf8;
import java.util.List;
import java.util.Objects;

/// The objects that stand in a packet's JSON for its attachments: `{"_placeholder":true,"num":0}`.
final class Placeholders {
  private Placeholders() {}

  static boolean is(JsonObject object) {
    Utf8 mark = object.raw("_placeholder");
    return mark != null && mark.is("true");
  }

  /// Whether every placeholder in these values stands for one of so many attachments.
  static boolean fit(List<Utf8> values, int attachments) {
    for (Utf8 value : values) {
      if (!fit(value, attachments)) {
        return false;
      }
    }
    return true;
  }

  /// The same value with its placeholders standing for the attachments that come this much later.
  static Utf8 moved(Utf8 value, int by) {
    JsonWriter out = new JsonWriter().clear();
    move(value, by, out);
    return out.copy();
  }

  private static void move(Utf8 value, int by, JsonWriter out) {
    JsonObject object = new JsonObject(Integer.MAX_VALUE);
    if (value.byteAt(0) == '[') {
      out.beginArray();
      for (Utf8 element : Objects.requireNonNull(JsonArray.elements(value))) {
        move(element, by, out);
      }
      out.endArray();
    } else if (value.byteAt(0) != '{' || !object.read(value)) {
      out.element(value);
    } else if (is(object)) {
      long number = object.integer("num") + by;
      out.beginObject().flag("_placeholder", true).number("num", number).endObject();
    } else {
      out.beginObject();
      for (int i = 0; i < object.size(); i++) {
        out.rawKey(object.nameAt(i));
        move(object.rawAt(i), by, out);
      }
      out.endObject();
    }
  }

  /// As deep as the JSON, which has been read and so is not too deep.
  private static boolean fit(Utf8 value, int attachments) {
    if (value.byteAt(0) == '[') {
      List<Utf8> elements = JsonArray.elements(value);
      return elements != null && fit(elements, attachments);
    }
    if (value.byteAt(0) != '{') {
      return true;
    }
    JsonObject object = new JsonObject(Integer.MAX_VALUE);
    if (!object.read(value)) {
      return false;
    }
    if (is(object)) {
      long number = object.integer("num");
      return number >= 0 && number < attachments;
    }
    for (int i = 0; i < object.size(); i++) {
      if (!fit(object.rawAt(i), attachments)) {
        return false;
      }
    }
    return true;
  }
}
