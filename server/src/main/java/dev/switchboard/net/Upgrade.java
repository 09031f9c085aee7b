// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The opening handshake (RFC 6455, section 4.2).
final class Upgrade {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final String VERSION = "13";

  private Upgrade() {}

  static boolean isAsked(HttpRequest request) {
    return request
            .headers()
            .containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
        || request.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_KEY);
  }

  static Handshake handshake(HttpRequest request, String below) {
    HttpHeaders headers = request.headers();
    List<String> offered =
        headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL).stream()
            .flatMap(line -> Arrays.stream(line.split(",", -1)))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList();
    return new Handshake(
        Paths.decoded(request.uri()),
        below,
        Paths.query(request.uri()),
        headers.get(HttpHeaderNames.HOST, ""),
        headers.get(HttpHeaderNames.ORIGIN, ""),
        offered);
  }

  /// What is wrong with the request, or null (section 4.2.1).
  static @Nullable HttpAnswer problem(HttpRequest request) {
    HttpHeaders headers = request.headers();
    if (!VERSION.equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
      // Section 4.4: the server answers with the versions it knows.
      HttpAnswer answer = HttpAnswer.text(426, "Sec-WebSocket-Version must be 13.");
      answer.headers().set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, VERSION);
      return answer;
    }
    if (!request.method().equals(HttpMethod.GET)
        || !request.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
      return HttpAnswer.text(400, "A WebSocket begins with GET and HTTP/1.1.");
    }
    if (!headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
        || !headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)) {
      return HttpAnswer.text(400, "Upgrade: websocket and Connection: Upgrade are expected.");
    }
    return isKey(headers.get(HttpHeaderNames.SEC_WEBSOCKET_KEY, ""))
        ? null
        : HttpAnswer.text(400, "Sec-WebSocket-Key must be 16 bytes in base64.");
  }

  static FullHttpResponse accepted(HttpRequest request, String subprotocol, Deflate deflate) {
    var response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS, Unpooled.EMPTY_BUFFER);
    HttpHeaders headers = response.headers();
    headers.set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
    headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
    String key = request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_KEY, "");
    headers.set(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT, accept(key));
    if (!subprotocol.isEmpty()) {
      headers.set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, subprotocol);
    }
    if (deflate.on()) {
      headers.set(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, deflate.answer());
    }
    return response;
  }

  private static boolean isKey(String key) {
    try {
      // 24 characters with the padding, which the JDK does not insist on.
      return key.length() == 24 && Base64.getDecoder().decode(key).length == 16;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /// Section 4.2.2, point 5.4: SHA-1 of the key and a fixed text. It proves nothing but that we
  /// speak WebSocket.
  private static String accept(String key) {
    try {
      byte[] text = (key + GUID).getBytes(StandardCharsets.ISO_8859_1);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-1: absent (expected: in every JDK)", e);
    }
  }
}
