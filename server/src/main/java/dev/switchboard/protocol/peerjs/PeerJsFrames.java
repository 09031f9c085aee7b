// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.peerjs;

import dev.switchboard.hub.PeerId;
import dev.switchboard.json.JsonWriter;
import dev.switchboard.protocol.Scratch;
import dev.switchboard.text.Utf8;
import org.jspecify.annotations.Nullable;

/// What a PeerJS client hears, to the letter. On event loops, but for [#about].
final class PeerJsFrames {
  static final Utf8 OPEN = Utf8.of("{\"type\":\"OPEN\"}");
  static final Utf8 TAKEN = told("ID-TAKEN", "ID is taken");
  static final Utf8 INCOMPLETE = told("ERROR", "No id, token, or key supplied to websocket server");
  static final Utf8 WRONG_KEY = told("ERROR", "Invalid key provided");
  static final Utf8 FULL = told("ERROR", "Server has reached its concurrent user limit");

  // These two have no original, which takes any id and any token.
  static final Utf8 WRONG_ID = told("ERROR", "Invalid id provided");
  static final Utf8 WRONG_TOKEN = told("ERROR", "Invalid token provided");

  private PeerJsFrames() {}

  /// A message of one client to another: these four fields and no others.
  static Utf8 relayed(Utf8 type, PeerId from, Utf8 to, @Nullable Utf8 payload) {
    JsonWriter out = Scratch.ofThisThread().body().clear().beginObject().string("type", type);
    out.string("src", from.text()).string("dst", to);
    return (payload == null ? out : out.raw("payload", payload)).endObject().copy();
  }

  /// One without a payload: LEAVE or EXPIRE. Any thread.
  static Utf8 about(String type, PeerId from, PeerId to) {
    JsonWriter out = Scratch.ofThisThread().body().clear().beginObject().constant("type", type);
    return out.string("src", from.text()).string("dst", to.text()).endObject().copy();
  }

  /// An offer or an answer from somebody who speaks something else, or, as `candidate`, a
  /// candidate.
  static Utf8 translated(String type, PeerId to, Call call, String name, Utf8 content) {
    JsonWriter out = Scratch.ofThisThread().body().clear().beginObject().constant("type", type);
    out.string("src", call.name().text()).string("dst", to.text()).beginObject("payload");
    out.raw(name, content).constant("type", "media").string("connectionId", call.connection());
    return out.endObject().endObject().copy();
  }

  private static Utf8 told(String type, String message) {
    return Utf8.of("{\"type\":\"" + type + "\",\"payload\":{\"msg\":\"" + message + "\"}}");
  }
}
