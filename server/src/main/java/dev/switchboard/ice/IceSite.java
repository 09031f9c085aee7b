// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.ice;

import dev.switchboard.json.JsonWriter;
import dev.switchboard.net.Bearer;
import dev.switchboard.net.HttpAnswer;
import dev.switchboard.net.HttpEndpoint;
import dev.switchboard.net.HttpExchange;
import dev.switchboard.net.Origins;
import dev.switchboard.net.Turnstile;
import dev.switchboard.text.Utf8;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/// `GET /ice`: the list for clients whose protocol has no place for it. For this site's own pages,
/// those of the `origins`, and whoever shows the token. Any thread.
public final class IceSite implements HttpEndpoint {
  public static final String PATH = "/ice";

  private static final String JSON = "application/json";

  /// What a browser says of requests that no page of another site has made.
  private static final Set<String> OWN_FETCHES = Set.of("", "same-origin", "none");

  private final IceServers servers;
  private final Origins origins;
  private final Bearer token;
  private final Turnstile turnstile;

  /// `token` is empty where there is none.
  public IceSite(
      IceServers servers, Origins origins, String token, int perMinute, LongSupplier nanos) {
    this.servers = servers;
    this.origins = origins;
    this.token = new Bearer(token);
    this.turnstile = new Turnstile(perMinute, nanos);
  }

  @Override
  public int mostBody() {
    return 0;
  }

  @Override
  public void ask(HttpExchange exchange) {
    HttpAnswer answer = answer(exchange);
    String origin = exchange.header("Origin");
    if (!origin.isEmpty() && (token.isSet() || isOwn(exchange))) {
      // Without the token the answer is a refusal, which the page may read as well.
      answer.with("Access-Control-Allow-Origin", origin);
      if (exchange.method().equals("OPTIONS")) {
        answer.with("Access-Control-Allow-Methods", "GET, HEAD");
        answer.with("Access-Control-Allow-Headers", "Authorization");
      }
    }
    exchange.answer(
        answer
            .with("Vary", "Origin, Authorization, Sec-Fetch-Site")
            .with("Cross-Origin-Resource-Policy", "same-origin"));
  }

  private HttpAnswer answer(HttpExchange exchange) {
    if (!exchange.below().isEmpty()) {
      return HttpAnswer.text(404, "There is nothing here.");
    }
    return switch (exchange.method()) {
      case "OPTIONS" -> HttpAnswer.of(204, Utf8.EMPTY).with("Cache-Control", "no-store");
      case "GET", "HEAD" -> list(exchange);
      default -> HttpAnswer.text(405, "GET and HEAD are allowed here.").with("Allow", "GET, HEAD");
    };
  }

  private HttpAnswer list(HttpExchange exchange) {
    if (!turnstile.pass(exchange.address())) {
      return HttpAnswer.text(429, "Too many requests from your address.").with("Retry-After", "60");
    }
    String shown = exchange.header("Authorization");
    if (shown.isEmpty() && isOwn(exchange)) {
      return HttpAnswer.of(200, JSON, list(exchange.header("Host")));
    }
    if (shown.isEmpty() && !token.isSet()) {
      return HttpAnswer.text(403, "Only for pages of this site.");
    }
    return token.isShownBy(exchange)
        ? HttpAnswer.of(200, JSON, list(exchange.header("Host")))
        : HttpAnswer.text(401, "Authorization: Bearer and the token (ice.token) are expected.")
            .with("WWW-Authenticate", "Bearer");
  }

  /// A page says where it is from, but for a plain fetch from its own site; then the browser says
  /// so, where the connection is secure. A program says nothing, and is let in as at every other
  /// door of ours, unless there is a token that it could show.
  private boolean isOwn(HttpExchange exchange) {
    String origin = exchange.header("Origin");
    String fetch = exchange.header("Sec-Fetch-Site");
    if (!origin.isEmpty()) {
      return origins.allow(origin, exchange.header("Host"));
    }
    return OWN_FETCHES.contains(fetch) && (!token.isSet() || !fetch.isEmpty());
  }

  private Utf8 list(String host) {
    return new JsonWriter()
        .beginObject()
        .raw("iceServers", servers.list(host, guest()))
        .number("lifetime", servers.seconds())
        .endObject()
        .view();
  }

  /// Somebody without an id: a name of their own, so that nobody uses up the allocations of
  /// another.
  private static Utf8 guest() {
    return Utf8.of("guest-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 60), 36));
  }
}
