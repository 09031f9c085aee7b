// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import dev.switchboard.hub.PeerId;
import dev.switchboard.json.JsonObject;
import dev.switchboard.net.CloseReason;
import dev.switchboard.protocol.Malformed;
import dev.switchboard.text.Utf8;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The first frame of a client, checked. `about` is copied. `peer` and `secret` are empty unless
/// the client says who it was.
record Hello(boolean numbered, Utf8 about, Utf8 peer, Utf8 secret, long received) {
  /// The one version this server speaks.
  static final int VERSION = 1;

  private static final Utf8 RESUME = Utf8.of("\"resume\"");

  static Hello read(JsonObject frame, Fields fields) {
    version(frame.elements("versions"));
    List<Utf8> features = frame.elements("features");
    boolean numbered = features != null && features.contains(RESUME);
    Utf8 about = frame.has("about") ? fields.about(frame) : Fields.NOTHING;
    Utf8 raw = frame.raw("resume");
    if (raw == null) {
      return new Hello(numbered, about, Utf8.EMPTY, Utf8.EMPTY, 0);
    }
    JsonObject resume = new JsonObject();
    if (!resume.read(raw)) {
      throw Fields.bad("resume", raw, "an object with peer, secret and received");
    }
    PeerId peer = fields.peer(resume, "peer").copy();
    Utf8 secret = fields.word(resume, "secret", "a string").copy();
    long received = resume.has("received") ? resume.integer("received") : 0;
    if (received < 0) {
      throw Fields.bad("received", resume.raw("received"), "an integer from 0");
    }
    return new Hello(numbered, about, peer.text(), secret, received);
  }

  /// The client was here before, and proves it with its secret.
  boolean returns() {
    return !peer.isEmpty();
  }

  private static void version(@Nullable List<Utf8> versions) {
    if (versions == null || versions.isEmpty()) {
      throw Fields.bad("versions", null, "an array of integers, such as [1]");
    }
    if (versions.stream().noneMatch(version -> version.is("1"))) {
      throw new Malformed(CloseReason.VERSION, "versions: " + versions + " (expected: [1])");
    }
  }
}
