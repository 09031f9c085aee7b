// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import dev.switchboard.hub.CallId;
import dev.switchboard.hub.Limits;
import dev.switchboard.hub.PeerId;
import dev.switchboard.hub.Refusal;
import dev.switchboard.hub.RoomName;
import dev.switchboard.json.JsonObject;
import dev.switchboard.text.Utf8;
import org.jspecify.annotations.Nullable;

/// Reads the fields of a frame as what they must be, or declines in words that name the field, its
/// value and what was expected. Names share the frame's memory; what others get to keep is copied.
final class Fields {
  static final Utf8 NULL = Utf8.of("null");
  static final Utf8 NOTHING = Utf8.of("{}");

  private final Limits.Sizes sizes;

  Fields(Limits.Sizes sizes) {
    this.sizes = sizes;
  }

  RoomName room(JsonObject frame) {
    return new RoomName(name(frame, "room"));
  }

  PeerId peer(JsonObject frame, String field) {
    return new PeerId(name(frame, field));
  }

  CallId call(JsonObject frame) {
    return new CallId(name(frame, "call"));
  }

  /// A description of oneself: a small JSON object.
  Utf8 about(JsonObject frame) {
    Utf8 about = frame.raw("about");
    if (about == null || !frame.isObject("about")) {
      throw bad("about", about, "an object");
    }
    if (about.length() > sizes.about()) {
      throw tooLarge("about", about.length(), sizes.about());
    }
    return about.copy();
  }

  Utf8 chatText(JsonObject frame) {
    Utf8 text = frame.string("text");
    if (text == null || text.isEmpty()) {
      throw bad("text", frame.raw("text"), "a string of 1 to " + sizes.chat() + " bytes");
    }
    if (text.length() > sizes.chat()) {
      throw tooLarge("text", text.length(), sizes.chat());
    }
    return text.copy();
  }

  /// Any JSON for somebody else; `null` where there is none.
  Utf8 data(JsonObject frame) {
    Utf8 data = frame.raw("data");
    return data == null ? NULL : data.copy();
  }

  Utf8 word(JsonObject frame, String field, String expected) {
    Utf8 word = frame.string(field);
    if (word == null) {
      throw bad(field, frame.raw(field), expected);
    }
    return word;
  }

  /// True, or false where it is missing.
  boolean flag(JsonObject frame, String field) {
    Utf8 raw = frame.raw(field);
    if (raw == null || raw.is("false")) {
      return false;
    }
    if (raw.is("true")) {
      return true;
    }
    throw bad(field, raw, "true or false");
  }

  /// A text that may be missing, and is empty then.
  Utf8 optional(JsonObject frame, String field, int most) {
    if (!frame.has(field)) {
      return Utf8.EMPTY;
    }
    Utf8 text = word(frame, field, "a string");
    if (text.length() > most) {
      throw tooLarge(field, text.length(), most);
    }
    return text;
  }

  /// The same of a word that no answer repeats.
  Utf8 secret(JsonObject frame, String field) {
    if (frame.has(field) && frame.string(field) == null) {
      throw bad(field, Utf8.of("(hidden)"), "a string");
    }
    return optional(frame, field, sizes.name());
  }

  static Declined bad(String field, @Nullable Utf8 value, String expected) {
    return new Declined(Refusal.BAD_FIELD, field + ": " + shown(value), expected);
  }

  private Utf8 name(JsonObject frame, String field) {
    Utf8 name = frame.string(field);
    if (name == null || !PeerId.isValid(name) || name.length() > sizes.name()) {
      String expected = "a string of 1 to " + sizes.name() + " bytes without control characters";
      throw bad(field, frame.raw(field), expected);
    }
    return name;
  }

  private static Declined tooLarge(String field, int length, int most) {
    return new Declined(
        Refusal.TOO_LARGE, field + ": " + length + " bytes", "at most " + most + " bytes");
  }

  private static String shown(@Nullable Utf8 value) {
    if (value == null) {
      return "missing";
    }
    String whole = value.toString();
    return whole.length() <= 64 ? whole : whole.substring(0, 61) + "...";
  }
}
