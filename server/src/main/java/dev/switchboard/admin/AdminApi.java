// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.admin;

import dev.switchboard.net.HttpAnswer;
import dev.switchboard.net.HttpEndpoint;
import dev.switchboard.net.HttpExchange;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/// What operators and their tools ask: `/healthz`, `/readyz` and `/metrics`. Any thread.
public final class AdminApi {
  private static final String HEALTH = "/healthz";
  private static final String READY = "/readyz";
  private static final String METRICS = "/metrics";

  private static final Pattern THIS_MACHINE =
      Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d+)?");

  /// What proxies add: behind one on this machine, everybody comes from here.
  private static final String[] PASSED_ON = {"Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"};

  private final Metrics metrics;
  private volatile boolean ready;

  public AdminApi(Metrics metrics) {
    this.metrics = metrics;
  }

  /// Whether new clients are welcome: not while starting, nor while stopping.
  public void ready(boolean now) {
    ready = now;
  }

  /// Whether it is so.
  public boolean isReady() {
    return ready;
  }

  /// For a port that only operators reach: answers everybody.
  public Map<String, HttpEndpoint> ownPort() {
    return with(_ -> metrics());
  }

  /// For the port that everybody reaches, where operators have none of their own: the metrics are
  /// for this machine alone.
  public Map<String, HttpEndpoint> mainPort() {
    return with(exchange ->
        isFromHere(exchange)
            ? metrics()
            : HttpAnswer.text(403, "Only from this machine; see admin-port."));
  }

  /// The same where they have one.
  public Map<String, HttpEndpoint> mainPortBesideOwn() {
    return with(_ -> HttpAnswer.text(404, "The metrics are on the admin-port."));
  }

  private Map<String, HttpEndpoint> with(Function<HttpExchange, HttpAnswer> metrics) {
    Map<String, HttpEndpoint> sites = new LinkedHashMap<>();
    sites.put(HEALTH, new Page(_ -> HttpAnswer.text(200, "ok")));
    sites.put(READY, new Page(_ -> readiness()));
    sites.put(METRICS, new Page(metrics));
    return sites;
  }

  private HttpAnswer readiness() {
    return ready ? HttpAnswer.text(200, "ready") : HttpAnswer.text(503, "not ready");
  }

  private HttpAnswer metrics() {
    return HttpAnswer.of(200, Metrics.CONTENT_TYPE, metrics.text());
  }

  private static boolean isFromHere(HttpExchange exchange) {
    for (String header : PASSED_ON) {
      if (!exchange.header(header).isEmpty()) {
        return false;
      }
    }
    return exchange.address().isLoopbackAddress()
        && THIS_MACHINE.matcher(exchange.header("Host")).matches();
  }

  /// One path, and nothing below it; for reading only.
  private record Page(Function<HttpExchange, HttpAnswer> content) implements HttpEndpoint {
    @Override
    public int mostBody() {
      return 0;
    }

    @Override
    public void ask(HttpExchange exchange) {
      exchange.answer(answer(exchange));
    }

    private HttpAnswer answer(HttpExchange exchange) {
      if (!exchange.below().isEmpty()) {
        return HttpAnswer.text(404, "There is nothing here.");
      }
      String method = exchange.method();
      return method.equals("GET") || method.equals("HEAD")
          ? content.apply(exchange)
          : HttpAnswer.text(405, "GET and HEAD are allowed here.").with("Allow", "GET, HEAD");
    }
  }
}
