// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import dev.switchboard.text.Utf8;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;

/// What is sent back: a status, headers, and a body, which may be empty.
record HttpAnswer(int status, HttpHeaders headers, Utf8 body) {
  /// Without headers yet.
  static HttpAnswer of(int status, Utf8 body) {
    return new HttpAnswer(status, new DefaultHttpHeaders(), body);
  }

  static HttpAnswer text(int status, String text) {
    HttpAnswer answer = of(status, Utf8.of(text + "\n"));
    answer.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
    answer.headers().set(HttpHeaderNames.CACHE_CONTROL, "no-store");
    return answer;
  }
}
