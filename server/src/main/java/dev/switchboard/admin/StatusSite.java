// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.admin;

import dev.switchboard.hub.Hub;
import dev.switchboard.hub.RoomName;
import dev.switchboard.json.JsonObject;
import dev.switchboard.net.Bearer;
import dev.switchboard.net.HttpAnswer;
import dev.switchboard.net.HttpEndpoint;
import dev.switchboard.net.HttpExchange;
import dev.switchboard.net.Turnstile;
import dev.switchboard.text.Utf8;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the page `/admin` asks, for whoever shows the token: `GET /admin/api/status` and `POST
/// /admin/api/end`. Without a token in the settings there is nothing here. Any thread.
public final class StatusSite {
  public static final String PATH = "/admin/api";

  private static final Logger LOG = LoggerFactory.getLogger(StatusSite.class);
  private static final int MOST_BODY = 4 << 10;

  /// Of one address: wrong tokens.
  private static final int PER_MINUTE = 10;

  private final Bearer token;
  private final Status status;
  private final Map<String, Hub> realms;

  private StatusSite(String token, Status status, Map<String, Hub> realms) {
    this.token = new Bearer(token);
    this.status = status;
    this.realms = realms;
  }

  /// `realms` are the hubs by their names.
  public static HttpEndpoint of(
      String token, Status status, Map<String, Hub> realms, LongSupplier nanos) {
    StatusSite site = new StatusSite(token, status, realms);
    return new SmallSite(MOST_BODY, PER_MINUTE, nanos, site::answer);
  }

  private HttpAnswer answer(HttpExchange exchange, Turnstile turnstile) {
    if (!token.isSet()) {
      return HttpAnswer.text(404, "There is no page for admins (expected: admin-token is set).");
    }
    boolean known = token.isShownBy(exchange);
    boolean tried = !exchange.header("Authorization").isEmpty();
    // The right one waits, too: whoever tries them out must not learn that this was it.
    boolean waits =
        known
            ? !turnstile.isOpen(exchange.address())
            : tried && !turnstile.pass(exchange.address());
    if (waits) {
      return SmallSite.tooMany("wrong tokens");
    }
    if (!known) {
      return HttpAnswer.text(401, "Authorization: Bearer and the token (admin-token) are expected.")
          .with("WWW-Authenticate", "Bearer");
    }
    return switch (exchange.method() + " " + exchange.below()) {
      case "GET status" ->
          HttpAnswer.of(200, "application/json", status.json(realms, range(exchange.query())));
      case "POST end" -> end(exchange.body());
      default -> HttpAnswer.text(404, "GET status and POST end are here.");
    };
  }

  private HttpAnswer end(byte[] body) {
    JsonObject asked = new JsonObject();
    boolean read = asked.read(Utf8.view(body, 0, body.length));
    Utf8 realm = read ? asked.string("realm") : null;
    Utf8 room = read ? asked.string("room") : null;
    Utf8 told = read ? asked.string("kind") : null;
    String kind = told == null ? "" : told.toString();
    Hub hub = realm == null ? null : realms.get(realm.toString());
    if (hub == null || room == null || !RoomName.isValid(kind, room)) {
      return HttpAnswer.text(400, "expected: {\"realm\":\"main\",\"room\":\"a room's name\"}");
    }
    if (!hub.close(new RoomName(kind, room))) {
      return HttpAnswer.text(404, "Nobody is in that room.");
    }
    LOG.info("a room was ended for all by the admin");
    return SmallSite.done();
  }

  private static String range(String query) {
    return query.startsWith("range=") ? query.substring("range=".length()) : "";
  }
}
