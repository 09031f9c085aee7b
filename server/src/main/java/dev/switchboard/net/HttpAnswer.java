// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import dev.switchboard.text.Utf8;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;

/// What is sent back: a status, headers, and a body, which may be empty. Its headers may be added
/// to until it is given away.
public record HttpAnswer(int status, HttpHeaders headers, Utf8 body) {
  /// Without headers yet.
  public static HttpAnswer of(int status, Utf8 body) {
    return new HttpAnswer(status, new DefaultHttpHeaders(), body);
  }

  public static HttpAnswer of(int status, String type, Utf8 body) {
    return of(status, body)
        .with(HttpHeaderNames.CONTENT_TYPE, type)
        .with(HttpHeaderNames.CACHE_CONTROL, "no-store");
  }

  public HttpAnswer with(CharSequence name, String value) {
    headers.set(name, value);
    return this;
  }

  public static HttpAnswer text(int status, String text) {
    return of(status, "text/plain; charset=utf-8", Utf8.of(text + "\n"));
  }
}
