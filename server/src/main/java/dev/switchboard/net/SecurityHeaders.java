// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;

/// What answers tell the browser it must not do. The pages load nothing from elsewhere, so nothing
/// from elsewhere is allowed. What is no page and cannot become one gets the short form: a policy
/// that browsers ignore there would be a third of a small script's weight.
final class SecurityHeaders {
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
          + " media-src 'self' blob:; font-src 'self'; connect-src 'self'; manifest-src 'self';"
          + " worker-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

  /// Types of what a page is made of. No pictures: SVG is a page where it is opened by itself. And
  /// no script runs as a worker, which would go by the policy of its own answer.
  private static final List<String> PARTS = List.of("text/javascript", "text/css", "font/");

  private SecurityHeaders() {}

  static void add(HttpHeaders headers) {
    headers.set("X-Content-Type-Options", "nosniff");
    String type = headers.get(HttpHeaderNames.CONTENT_TYPE, "");
    if (PARTS.stream().anyMatch(type::startsWith)) {
      return;
    }
    headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    headers.set("Referrer-Policy", "no-referrer");
    headers.set(
        "Permissions-Policy",
        "camera=(self), microphone=(self), display-capture=(self), fullscreen=(self), geolocation=()");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
  }
}
