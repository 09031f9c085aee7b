// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.peerjs;

import dev.switchboard.hub.PeerId;
import dev.switchboard.json.JsonWriter;
import dev.switchboard.net.HttpAnswer;
import dev.switchboard.net.HttpEndpoint;
import dev.switchboard.net.HttpExchange;
import dev.switchboard.net.Origins;
import dev.switchboard.protocol.Scratch;
import dev.switchboard.text.Utf8;
import java.util.UUID;

/// What PeerServer answers to plain requests: what it is, a fresh id, and the list of ids where
/// that is allowed. Any thread.
final class PeerJsSite implements HttpEndpoint {
  private static final String JSON = "application/json; charset=utf-8";
  private static final Utf8 WHAT =
      Utf8.of(
          "{\"name\":\"Switchboard\",\"description\":\"Introduces PeerJS clients to each other.\","
              + "\"website\":\"https://peerjs.com/\"}");

  private final PeerJsProtocol protocol;
  private final Origins origins;

  PeerJsSite(PeerJsProtocol protocol, Origins origins) {
    this.protocol = protocol;
    this.origins = origins;
  }

  @Override
  public int mostBody() {
    return 0;
  }

  @Override
  public void ask(HttpExchange exchange) {
    HttpAnswer answer = answer(exchange.method(), exchange.below());
    String origin = exchange.header("Origin");
    if (!origin.isEmpty() && origins.allow(origin, exchange.header("Host"))) {
      answer.with("Access-Control-Allow-Origin", origin);
      if (exchange.method().equals("OPTIONS")) {
        answer.with("Access-Control-Allow-Methods", "GET, HEAD");
        answer.with("Access-Control-Allow-Headers", "*");
      }
    }
    exchange.answer(answer.with("Vary", "Origin"));
  }

  private HttpAnswer answer(String method, String below) {
    if (method.equals("OPTIONS")) {
      return HttpAnswer.of(204, Utf8.EMPTY);
    }
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return nothing();
    }
    if (below.isEmpty()) {
      return HttpAnswer.of(200, JSON, WHAT);
    }
    int slash = below.indexOf('/');
    String key = slash < 0 ? "" : below.substring(0, slash);
    return key.isEmpty() ? nothing() : answer(Utf8.of(key), below.substring(slash + 1));
  }

  private HttpAnswer answer(Utf8 key, String what) {
    return switch (what) {
      // Whatever the key is, as the original does.
      case "id" ->
          HttpAnswer.of(200, "text/html; charset=utf-8", Utf8.of(UUID.randomUUID().toString()));
      case "peers" -> peers(key);
      default -> nothing();
    };
  }

  private HttpAnswer peers(Utf8 key) {
    PeerJsRules rules = protocol.rules();
    return rules.discovery() && Credentials.same(key, rules.key())
        ? HttpAnswer.of(200, JSON, list())
        : HttpAnswer.of(401, "text/html; charset=utf-8", Utf8.of("Unauthorized"));
  }

  private Utf8 list() {
    JsonWriter out = Scratch.ofThisThread().body().clear().beginObject().beginArray("ids");
    for (PeerId id : protocol.ids()) {
      out.string(id.text());
    }
    Utf8 object = out.endArray().view();
    int begin = "{\"ids\":".length();
    return object.slice(begin, object.length()).copy();
  }

  private static HttpAnswer nothing() {
    return HttpAnswer.text(404, "There is nothing here.");
  }
}
