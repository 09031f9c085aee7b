// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import java.net.Inet6Address;
import java.util.Optional;
import java.util.regex.Pattern;

/// A host as it stands in a web address: a name, an IPv4 address, or an IPv6 address in brackets.
/// Whoever holds one may write it into a URL as it is.
public record HostName(String text) {
  private static final int LONGEST = 253;

  /// RFC 1123, section 2.1: letters, digits and inner hyphens, up to 63 of them between dots.
  private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

  /// The last label is never all digits, so that "10.1" is no name.
  private static final Pattern NAME =
      Pattern.compile("(" + LABEL + "\\.)*(?![0-9]+\\.?$)" + LABEL + "\\.?");

  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");

  private static final Pattern IPV6 = Pattern.compile("\\[[0-9A-Fa-f:.]{2,45}]");

  /// With or without a port behind it: what a client sends as `Host`.
  private static final Pattern AUTHORITY =
      Pattern.compile("([^:\\[\\]]+|\\[[^\\[\\]]+])(:\\d{1,5})?");

  public HostName {
    if (!isHost(text)) {
      throw new IllegalArgumentException(
          "host: " + text + " (expected: a name, an IPv4 address or an [IPv6 address])");
    }
  }

  /// Nothing where the text is no host.
  public static Optional<HostName> read(String text) {
    return isHost(text) ? Optional.of(new HostName(text)) : Optional.empty();
  }

  /// The host of a `Host` header, or nothing where it is not `host` or `host:port`.
  public static Optional<HostName> ofAuthority(String authority) {
    var parts = AUTHORITY.matcher(authority);
    return parts.matches() ? read(parts.group(1)) : Optional.empty();
  }

  private static boolean isHost(String text) {
    return text.length() <= LONGEST
        && (IPV4.matcher(text).matches() || NAME.matcher(text).matches() || isIpv6(text));
  }

  private static boolean isIpv6(String text) {
    if (!IPV6.matcher(text).matches()) {
      return false;
    }
    try {
      Inet6Address.ofLiteral(text.substring(1, text.length() - 1));
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
