// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.engineio;

import dev.switchboard.net.HttpAnswer;
import dev.switchboard.net.HttpExchange;
import dev.switchboard.net.Origins;
import dev.switchboard.text.Utf8;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/// Writes the answers to polls. A browser shows a page only those that name its origin (the Fetch
/// standard, section 3.3), so errors name it too. Any thread.
record Answers(Origins origins) {
  /// Smaller ones are not worth the work.
  private static final int LEAST_ZIPPED = 1024;

  private static final String JSON = "application/json";

  void ok(HttpExchange exchange) {
    give(exchange, HttpAnswer.of(200, "text/html", Utf8.of("ok")));
  }

  void refuse(HttpExchange exchange, Refused why) {
    give(exchange, HttpAnswer.of(why.status(), JSON, why.body()));
  }

  HttpAnswer tooLarge(String origin) {
    return shared(HttpAnswer.text(413, "The body is too large."), origin, "");
  }

  /// The question that a browser asks before a request which is out of the ordinary.
  void preflight(HttpExchange exchange) {
    HttpAnswer answer =
        HttpAnswer.of(204, Utf8.EMPTY)
            .with("Access-Control-Allow-Methods", "GET,POST")
            .with("Access-Control-Max-Age", "600");
    String asked = exchange.header("Access-Control-Request-Headers");
    if (!asked.isEmpty()) {
      answer.with("Access-Control-Allow-Headers", asked);
    }
    give(exchange, answer);
  }

  void payload(HttpExchange exchange, Payload.Body body) {
    Utf8 bytes = body.bytes();
    boolean zip = bytes.length() >= LEAST_ZIPPED && exchange.takesGzip();
    HttpAnswer answer = HttpAnswer.of(200, body.type(), zip ? zipped(bytes) : bytes);
    if (zip) {
      answer.with("Content-Encoding", "gzip").with("Vary", "Accept-Encoding");
    }
    give(exchange, answer);
  }

  private void give(HttpExchange exchange, HttpAnswer answer) {
    String vary = answer.headers().get("Vary", "");
    exchange.answer(shared(answer, exchange.header("Origin"), vary));
  }

  /// With `*` a browser sends no cookies, and none are wanted.
  private HttpAnswer shared(HttpAnswer answer, String origin, String vary) {
    if (origins.isAny()) {
      return answer.with("Access-Control-Allow-Origin", "*");
    }
    answer.with("Vary", vary.isEmpty() ? "Origin" : vary + ", Origin");
    return !origin.isEmpty() && origins.allow(origin, "")
        ? answer
            .with("Access-Control-Allow-Origin", origin)
            .with("Access-Control-Allow-Credentials", "true")
        : answer;
  }

  private static Utf8 zipped(Utf8 plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length() / 2);
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain.bytes(), plain.offset(), plain.length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] bytes = packed.toByteArray();
    return Utf8.view(bytes, 0, bytes.length);
  }
}
