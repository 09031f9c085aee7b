// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import dev.switchboard.text.Utf8;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import org.jspecify.annotations.Nullable;

/// What [HttpGate] says: answers in the codec's form, and the words for requests that are turned
/// down before anybody looks at their path.
final class Replies {
  private Replies() {}

  static FullHttpResponse response(HttpAnswer answer, boolean headOnly) {
    Utf8 text = answer.body();
    var body =
        headOnly
            ? Unpooled.EMPTY_BUFFER
            : Unpooled.wrappedBuffer(text.bytes(), text.offset(), text.length());
    HttpResponseStatus status = HttpResponseStatus.valueOf(answer.status());
    var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
    response.headers().set(answer.headers());
    SecurityHeaders.add(response.headers());
    if (answer.status() != 304) {
      response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, text.length());
    }
    return response;
  }

  static HttpAnswer unreadable(Throwable failure) {
    return switch (failure) {
      case TooLongHttpLineException _ -> HttpAnswer.text(414, "The address is too long.");
      case TooLongHttpHeaderException _ -> HttpAnswer.text(431, "The headers are too long.");
      default -> HttpAnswer.text(400, "The request cannot be read.");
    };
  }

  static HttpAnswer methodNotAllowed() {
    HttpAnswer answer = HttpAnswer.text(405, "GET and HEAD are allowed here.");
    answer.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD");
    return answer;
  }

  /// What is wrong with a request's head, or null.
  static @Nullable HttpAnswer problem(HttpRequest request) {
    Throwable failure = request.decoderResult().cause();
    if (failure != null) {
      return unreadable(failure);
    }
    HttpHeaders headers = request.headers();
    int hosts = headers.getAll(HttpHeaderNames.HOST).size();
    if (hosts > 1 || (hosts == 0 && request.protocolVersion().equals(HttpVersion.HTTP_1_1))) {
      // RFC 9112, section 3.2: "A server MUST respond with a 400 (Bad Request) status code".
      return HttpAnswer.text(400, "One Host is expected.");
    }
    // RFC 9110, section 10.1.1. No body is read here, so none is waited for.
    return headers.contains(HttpHeaderNames.EXPECT)
        ? HttpAnswer.text(417, "Nothing can be expected here.")
        : null;
  }
}
