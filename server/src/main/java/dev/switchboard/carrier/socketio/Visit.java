// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.socketio;

import dev.switchboard.json.JsonObject;
import dev.switchboard.json.JsonWriter;
import dev.switchboard.text.Utf8;
import org.jspecify.annotations.Nullable;

/// One attempt to come into a namespace: as somebody new, or as who was here before the connection
/// broke. On the client's loop.
final class Visit {
  private final Namespace namespace;
  private final Recovery.@Nullable Away away;
  private final @Nullable String offset;
  private final Socket socket;

  Visit(Namespace namespace, Json auth, Client client) {
    this.namespace = namespace;
    JsonObject said = new JsonObject();
    said.read(auth.text());
    Recovery recovery = client.revision() == 4 ? namespace.recovery() : null;
    String secret = text(said, "pid");
    this.offset = text(said, "offset");
    this.away = recovery == null || secret == null ? null : recovery.take(secret, offset);
    String id = away != null ? away.id() : newId(namespace, client);
    // Who comes back keeps the secret: by that the client knows that it was recognised.
    String own = recovery == null ? "" : away != null ? away.secret() : Secrets.next();
    this.socket = new Socket(id, namespace, client, withoutSecrets(auth, said), own);
  }

  Socket socket() {
    return socket;
  }

  /// It is in. What it missed goes out before the answer: the client holds that back until then.
  /// False when that cannot be had any more.
  boolean enter(Client client, Outgoing answer) {
    Recovery recovery = namespace.recovery();
    if (recovery == null) {
      client.send(answer, false);
      socket.open(0);
      return true;
    }
    if (away == null) {
      recovery.welcome(since -> {
        client.send(answer, false);
        socket.open(since);
      });
      return true;
    }
    return recovery.resume(
        away,
        offset,
        missed -> {
          missed.forEach(packet -> client.send(packet, false));
          client.send(answer, false);
          socket.open(away.since());
          socket.recovered(away);
        });
  }

  /// Those of Socket.IO 2 are known to the client without being told.
  private static String newId(Namespace namespace, Client client) {
    if (client.revision() == 4) {
      return Secrets.next();
    }
    String name = namespace.name();
    return name.equals("/") ? client.sid() : name + "#" + client.sid();
  }

  private static @Nullable String text(JsonObject said, String field) {
    Utf8 text = said.string(field);
    return text == null ? null : text.toString();
  }

  /// Whoever knows a `pid` can come back as its owner, so nobody else gets to see it.
  private static Json withoutSecrets(Json auth, JsonObject said) {
    if (!said.has("pid") && !said.has("offset")) {
      return auth;
    }
    JsonWriter out = new JsonWriter().clear().beginObject();
    for (int i = 0; i < said.size(); i++) {
      Utf8 name = said.nameAt(i);
      if (!name.is("\"pid\"") && !name.is("\"offset\"")) {
        out.rawKey(name).element(said.rawAt(i));
      }
    }
    return new Json(out.endObject().copy());
  }
}
