// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Reads the headers with which a client says what it takes and what it has (RFC 9110, sections
/// 12.5.3 and 13.1.2).
final class Negotiation {
  private Negotiation() {}

  /// Whether `gzip` is named, or else anything, and not with a weight of zero.
  static boolean takesGzip(HttpHeaders headers) {
    boolean any = false;
    for (String item : items(headers, HttpHeaderNames.ACCEPT_ENCODING)) {
      String[] parts = item.toLowerCase(Locale.ROOT).split(";", -1);
      String name = parts[0].strip();
      boolean wanted = Arrays.stream(parts).skip(1).noneMatch(Negotiation::isZeroWeight);
      if (name.equals("gzip") || name.equals("x-gzip")) {
        return wanted;
      }
      any |= name.equals("*") && wanted;
    }
    return any;
  }

  /// Whether the client has what this tag stands for. Tags are compared weakly.
  static boolean knows(HttpHeaders headers, String tag) {
    for (String item : items(headers, HttpHeaderNames.IF_NONE_MATCH)) {
      String given = item.startsWith("W/") ? item.substring(2) : item;
      if (given.equals(tag) || given.equals("*")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isZeroWeight(String parameter) {
    return parameter.strip().matches("q\\s*=\\s*0(\\.0*)?");
  }

  private static List<String> items(HttpHeaders headers, CharSequence name) {
    return headers.getAll(name).stream()
        .flatMap(line -> Arrays.stream(line.split(",", -1)))
        .map(String::strip)
        .toList();
  }
}
