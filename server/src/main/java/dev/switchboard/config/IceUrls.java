// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Addresses of STUN and TURN servers (RFC 7064, RFC 7065). A browser refuses to make calls when a
/// single one of them is wrong, so they are looked at closely.
final class IceUrls {
  private static final int LARGEST_PORT = 65_535;

  /// Only TURN has a transport.
  private static final Pattern URL =
      Pattern.compile(
          "(?:stuns?:(?<stun>[^:\\[\\]?]+|\\[[^\\[\\]]+])|"
              + "turns?:(?<turn>[^:\\[\\]?]+|\\[[^\\[\\]]+]))"
              + "(?::(?<port>\\d{1,5}))?(?<query>\\?transport=(?:udp|tcp))?");

  private IceUrls() {}

  static Kind<List<String>> kind() {
    return Kind.list(
        Kind.text("", "", IceUrls::isUrl),
        "LIST",
        "addresses such as stun:stun.example.org:3478 or turn:turn.example.org?transport=udp, with"
            + " commas between them");
  }

  private static boolean isUrl(String text) {
    Matcher url = URL.matcher(text);
    if (!url.matches()) {
      return false;
    }
    boolean turn = url.group("turn") != null;
    String host = turn ? url.group("turn") : url.group("stun");
    return HostName.read(host).isPresent()
        && (url.group("port") == null || isPort(url.group("port")))
        && (turn || url.group("query") == null);
  }

  private static boolean isPort(String digits) {
    return Digits.read(digits, LARGEST_PORT).filter(port -> port > 0).isPresent();
  }
}
