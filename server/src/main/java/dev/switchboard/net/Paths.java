// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Reads a request's target (RFC 9112, section 3.2).
final class Paths {
  private Paths() {}

  /// The path with its percent escapes resolved; empty when it has none, is not UTF-8, climbs, or
  /// has an empty segment, a backslash, or a hidden slash or control character.
  static String decoded(String uri) {
    String raw = new QueryStringDecoder(relative(uri)).rawPath();
    if (!raw.startsWith("/")) {
      return "";
    }
    byte[] bytes = new byte[raw.length()];
    int length = 0;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        int high = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 1), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(raw.charAt(i + 2), 16);
        int value = high << 4 | low;
        if (low < 0 || value == '/' || value == '\\' || value < 0x20 || value == 0x7f) {
          return "";
        }
        bytes[length++] = (byte) value;
        i += 2;
      } else if (c > 0x20 && c < 0x7f && c != '\\') {
        bytes[length++] = (byte) c;
      } else {
        return "";
      }
    }
    String path = text(bytes, length);
    return wanders(path) ? "" : path;
  }

  static String query(String uri) {
    return new QueryStringDecoder(uri).rawQuery();
  }

  /// Section 3.2.2: "a server MUST accept the absolute-form in requests even though most HTTP/1.1
  /// clients will only send the absolute-form to a proxy."
  private static String relative(String uri) {
    boolean absolute =
        uri.regionMatches(true, 0, "http://", 0, 7) || uri.regionMatches(true, 0, "https://", 0, 8);
    if (!absolute) {
      return uri;
    }
    String behind = uri.substring(uri.indexOf("//") + 2);
    int end = 0;
    while (end < behind.length() && "/?#".indexOf(behind.charAt(end)) < 0) {
      end++;
    }
    String rest = behind.substring(end);
    return rest.startsWith("/") ? rest : "/" + rest;
  }

  private static boolean wanders(String path) {
    String closed = path + "/";
    return closed.contains("/../") || closed.contains("/./") || path.contains("//");
  }

  private static String text(byte[] bytes, int length) {
    try {
      var decoder = StandardCharsets.UTF_8.newDecoder();
      return decoder.decode(ByteBuffer.wrap(bytes, 0, length)).toString();
    } catch (CharacterCodingException _) {
      return "";
    }
  }
}
