// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import io.netty.handler.codec.http.HttpHeaders;

/// What every answer tells the browser it must not do. The pages load nothing from elsewhere, so
/// nothing from elsewhere is allowed.
final class SecurityHeaders {
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
          + " media-src 'self' blob:; font-src 'self'; connect-src 'self'; manifest-src 'self';"
          + " worker-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

  private SecurityHeaders() {}

  static void add(HttpHeaders headers) {
    headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set(
        "Permissions-Policy",
        "camera=(self), microphone=(self), display-capture=(self), fullscreen=(self), geolocation=()");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
  }
}
