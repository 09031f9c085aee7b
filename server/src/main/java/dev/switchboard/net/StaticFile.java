// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import dev.switchboard.text.Utf8;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// One file of the web app, read once, with its compressed form where that is smaller, and a tag
/// that changes when its bytes do.
record StaticFile(String type, String tag, Utf8 bytes, Utf8 gzipped) {
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json; charset=utf-8"),
          Map.entry("map", "application/json; charset=utf-8"),
          Map.entry("svg", "image/svg+xml; charset=utf-8"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("webmanifest", "application/manifest+json; charset=utf-8"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"));

  /// The file of this name on the class path, or null.
  static @Nullable StaticFile load(String name) {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    if (type == null) {
      return null;
    }
    try (InputStream in = StaticFile.class.getClassLoader().getResourceAsStream(name)) {
      return in == null ? null : of(type, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static StaticFile of(String type, byte[] bytes) throws IOException {
    byte[] packed = type.contains("charset") ? gzip(bytes) : bytes;
    boolean smaller = packed.length < bytes.length;
    return new StaticFile(type, tag(bytes), whole(bytes), smaller ? whole(packed) : Utf8.EMPTY);
  }

  /// The same file with its text changed.
  StaticFile with(UnaryOperator<String> change) {
    try {
      return of(type, change.apply(bytes.toString()).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  HttpAnswer answer(HttpAsk ask, boolean open) {
    boolean zip = !gzipped.isEmpty() && Negotiation.takesGzip(ask.headers());
    // The two forms are different bytes, so their strong tags differ too (RFC 9110, section
    // 8.8.3.3).
    String own = zip ? tag.substring(0, tag.length() - 1) + "-gzip\"" : tag;
    boolean known = Negotiation.knows(ask.headers(), own);
    HttpAnswer answer =
        HttpAnswer.of(known ? 304 : 200, known ? Utf8.EMPTY : zip ? gzipped : bytes);
    answer.headers().set(HttpHeaderNames.ETAG, own);
    answer.headers().set(HttpHeaderNames.CACHE_CONTROL, "no-cache");
    answer.headers().set(HttpHeaderNames.VARY, HttpHeaderNames.ACCEPT_ENCODING);
    if (!known) {
      answer.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
    }
    if (zip && !known) {
      answer.headers().set(HttpHeaderNames.CONTENT_ENCODING, "gzip");
    }
    if (open) {
      answer.headers().set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
      answer.headers().set("Cross-Origin-Resource-Policy", "cross-origin");
    }
    return answer;
  }

  private static Utf8 whole(byte[] bytes) {
    return Utf8.view(bytes, 0, bytes.length);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 2 + 64);
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private static String tag(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return '"'
          + Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 16)
          + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: absent (expected: in every JDK)", e);
    }
  }
}
