// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import java.util.List;
import java.util.Locale;

/// Which web pages may open sockets here: those of this very site, and those named. A browser
/// always says where a page comes from (RFC 6455, section 10.2); a client that says nothing is no
/// browser and is let in.
public record Origins(List<String> allowed) {
  /// Pages from anywhere.
  private static final String ANY = "*";

  public Origins {
    allowed = allowed.stream().map(Origins::normal).toList();
  }

  public boolean allow(Handshake handshake) {
    return allow(handshake.origin(), handshake.host());
  }

  /// Whether any page whatever may connect.
  public boolean isAny() {
    return allowed.contains(ANY);
  }

  /// The same for plain requests: their `Origin`, and their `Host`.
  public boolean allow(String from, String host) {
    String origin = normal(from);
    if (origin.isEmpty() || allowed.contains(ANY) || allowed.contains(origin)) {
      return true;
    }
    int authority = origin.indexOf("://") + 3;
    // The Host has no scheme, so it is read with the one of the page.
    return authority > 3 && origin.equals(normal(origin.substring(0, authority) + host));
  }

  /// In lower case, and without a port that goes without saying (RFC 6454, section 6.2).
  private static String normal(String origin) {
    String lower = origin.strip().toLowerCase(Locale.ROOT);
    String bare = lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
    if (bare.startsWith("https://") && bare.endsWith(":443")) {
      return bare.substring(0, bare.length() - 4);
    }
    return bare.startsWith("http://") && bare.endsWith(":80")
        ? bare.substring(0, bare.length() - 3)
        : bare;
  }
}
