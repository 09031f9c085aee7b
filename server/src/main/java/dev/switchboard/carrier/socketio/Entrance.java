// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.socketio;

import dev.switchboard.json.JsonObject;
import dev.switchboard.json.JsonWriter;
import dev.switchboard.net.CloseReason;
import dev.switchboard.text.Utf8;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How a client comes into a namespace: it asks, the gatekeepers decide, and it is told. On the
/// client's loop.
final class Entrance {
  private static final Logger LOG = LoggerFactory.getLogger(Entrance.class);
  private static final Json NOTHING = Json.of("{}");

  private final Client client;
  private final SocketIo server;

  /// The namespaces whose gatekeepers have not decided yet.
  private final Set<String> waiting = new HashSet<>(1);

  Entrance(Client client, SocketIo server) {
    this.client = client;
    this.server = server;
  }

  void connect(PacketHead head) {
    String name = head.namespace().toString();
    Json auth = head.payload().isEmpty() ? NOTHING : new Json(head.payload().copy());
    int query = client.revision() == 3 ? name.indexOf('?') : -1;
    if (query >= 0) {
      auth = fromQuery(name.substring(query + 1));
      name = name.substring(0, query);
    }
    boolean sound = new JsonObject().read(auth.text()) && head.ack() == PacketHead.NO_ACK;
    boolean again = client.sockets().containsKey(name) || waiting.contains(name);
    if (again && client.revision() == 3 && name.equals("/")) {
      return;
    }
    if (!sound || again || tooMany()) {
      client.malformed();
    } else {
      ask(name, auth);
    }
  }

  private boolean tooMany() {
    int most = client.options().bounds().namespaces();
    return client.sockets().size() + waiting.size() >= most;
  }

  void ask(String name, Json auth) {
    Namespace namespace = server.find(name);
    if (namespace == null) {
      refuse(name, new Verdict.Refused("Invalid namespace", Json.of("null")), true);
      return;
    }
    Visit visit = new Visit(namespace, auth, client);
    waiting.add(name);
    namespace
        .admit(visit.socket())
        .whenComplete((verdict, fault) -> decided(namespace, visit, verdict, fault));
  }

  private void decided(
      Namespace namespace, Visit visit, @Nullable Verdict verdict, @Nullable Throwable fault) {
    if (!client.connection().loop().inEventLoop()) {
      client.connection().execute(() -> decided(namespace, visit, verdict, fault));
      return;
    }
    waiting.remove(namespace.name());
    if (client.isClosed()) {
      return;
    }
    if (verdict instanceof Verdict.Refused refused) {
      refuse(namespace.name(), refused, false);
    } else if (verdict == null || fault != null) {
      LOG.error("namespace {}: a gatekeeper failed", namespace.name(), fault);
      refuse(namespace.name(), new Verdict.Refused("Internal error", Json.of("null")), false);
    } else {
      welcome(namespace, visit);
    }
  }

  private void welcome(Namespace namespace, Visit visit) {
    Socket socket = visit.socket();
    client.sockets().put(namespace.name(), socket);
    if (visit.enter(client, answer(namespace, socket))) {
      namespace.welcome(socket);
    } else {
      // Nobody knows it by its old secret any more, so it comes back as somebody new.
      client.connection().close(CloseReason.TRY_LATER, "");
    }
  }

  private Outgoing answer(Namespace namespace, Socket socket) {
    String head = head(PacketHead.CONNECT, namespace.name());
    if (client.revision() == 3) {
      return Outgoing.text(head);
    }
    JsonWriter out = new JsonWriter().clear().beginObject().string("sid", socket.id());
    if (!socket.secret().isEmpty()) {
      out.string("pid", socket.secret());
    }
    return new Outgoing(PacketWriter.joined(Utf8.of(head), out.endObject().view()), List.of());
  }

  /// Socket.IO 2 knows a text only, but for namespaces that do not exist.
  private void refuse(String name, Verdict.Refused refused, boolean unknown) {
    JsonWriter out = new JsonWriter().clear();
    boolean data = !refused.data().text().is("null");
    if (client.revision() == 3 && !unknown) {
      if (data) {
        out.element(refused.data().text());
      } else {
        out.string(Utf8.of(refused.message()));
      }
    } else {
      out.beginObject().string("message", refused.message());
      if (data) {
        out.raw("data", refused.data().text());
      }
      out.endObject();
    }
    Utf8 head = Utf8.of(head(PacketHead.CONNECT_ERROR, name));
    client.send(new Outgoing(PacketWriter.joined(head, out.view()), List.of()), false);
  }

  private static String head(char type, String namespace) {
    return type + (namespace.equals("/") ? "" : namespace + ",");
  }

  /// Clients of Socket.IO 2 say who they are in the query of the namespace.
  private static Json fromQuery(String query) {
    JsonWriter out = new JsonWriter().clear().beginObject();
    new QueryStringDecoder("?" + query)
        .parameters()
        .forEach((name, values) -> out.key(Utf8.of(name)).string(Utf8.of(values.getFirst())));
    return new Json(out.endObject().copy());
  }
}
