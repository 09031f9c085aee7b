// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import dev.switchboard.hub.Limits;
import dev.switchboard.json.JsonWriter;
import dev.switchboard.text.Utf8;

/// Writes the frame that answers a hello. Its second half is the same for everybody and written
/// once. Any thread.
final class Welcome {
  private final Utf8 limits;
  private final IceOffer ice;
  private final String server;
  private final long heartbeatSeconds;
  private final long graceSeconds;

  Welcome(Limits limits, IceOffer ice, String server) {
    this.limits = written(limits);
    this.ice = ice;
    this.server = server;
    this.heartbeatSeconds = Math.max(1, limits.pace().heartbeat().toSeconds());
    this.graceSeconds = limits.peers().grace().toSeconds();
  }

  /// `host` is the one by which the client reached us.
  void write(JsonWriter out, PlainSession session, String secret, String host, boolean resumed) {
    Utf8 peer = session.peer().id().text();
    out.beginObject().constant("type", "welcome").number("version", Hello.VERSION);
    out.beginArray("features");
    if (session.numbered()) {
      out.string(Utf8.of("resume"));
    }
    out.endArray()
        .string("peer", peer)
        .string("secret", secret)
        .flag("resumed", resumed)
        .number("received", session.received())
        .number("heartbeat", heartbeatSeconds)
        .number("grace", graceSeconds)
        .raw("ice", ice.servers(host, peer))
        .number("iceLifetime", ice.seconds())
        .raw("limits", limits)
        .string("server", server)
        .endObject();
  }

  private static Utf8 written(Limits limits) {
    return new JsonWriter()
        .beginObject()
        .number("frame", limits.sizes().frame())
        .number("about", limits.sizes().about())
        .number("chat", limits.sizes().chat())
        .number("name", limits.sizes().name())
        .number("room", limits.rooms().members())
        .number("rooms", limits.rooms().perPeer())
        .number("outbox", limits.waiting().bytes())
        .number("replay", limits.waiting().replay())
        .number("frames", limits.pace().frames())
        .number("burst", limits.pace().burst())
        .endObject()
        .copy();
  }
}
