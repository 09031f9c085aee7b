// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.login;

import dev.switchboard.json.JsonObject;
import dev.switchboard.json.JsonWriter;
import dev.switchboard.net.Connection;
import dev.switchboard.protocol.Scratch;
import dev.switchboard.text.Utf8;
import org.jspecify.annotations.Nullable;

/// What a client of tutorial 003 hears, to the letter. On its connection's loop.
final class LoginFrames {
  private static final Utf8 IN = Utf8.of("{\"type\":\"login\",\"success\":true}");
  private static final Utf8 OUT = Utf8.of("{\"type\":\"login\",\"success\":false}");
  private static final Utf8 LEAVE = Utf8.of("{\"type\":\"leave\"}");

  private LoginFrames() {}

  /// Whether a message of this type is part of a call.
  static boolean isCallFrame(Utf8 type) {
    return type.is("candidate") || type.is("offer") || type.is("answer") || type.is("leave");
  }

  static void login(boolean success, Connection to) {
    to.send(success ? IN : OUT);
  }

  static void leave(Connection to) {
    to.send(LEAVE);
  }

  /// The only one of these frames that says who sent it.
  static void offer(Utf8 offer, Utf8 name, Connection to) {
    to.send(frame("offer").raw("offer", offer).string("name", name).endObject().view());
  }

  static void answer(Utf8 answer, Connection to) {
    to.send(frame("answer").raw("answer", answer).endObject().view());
  }

  static void candidate(Utf8 candidate, Connection to) {
    to.send(frame("candidate").raw("candidate", candidate).endObject().view());
  }

  static void error(Utf8 message, Connection to) {
    to.send(frame("error").string("message", message).endObject().view());
  }

  /// Names what was asked as JavaScript would: `undefined` where there was no type, or no object.
  static void unknown(@Nullable Utf8 type, JsonObject frame, Connection to) {
    error(Utf8.of("Command not found: " + (type == null ? "undefined" : shown(type, frame))), to);
  }

  private static String shown(Utf8 type, JsonObject frame) {
    Utf8 key = frame.key("type");
    boolean object = key == null && type.byteAt(0) == '{';
    return key != null ? key.toString() : object ? "[object Object]" : type.toString();
  }

  private static JsonWriter frame(String type) {
    return Scratch.ofThisThread().body().clear().beginObject().constant("type", type);
  }
}
