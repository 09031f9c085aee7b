// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;

/// A token that opens something to whoever shows it in the header `Authorization` (RFC 6750,
/// section 2.1). Immutable; any thread.
public final class Bearer {
  private static final String SCHEME = "bearer ";

  private final byte[] token;

  /// Of visible ASCII; empty where there is none, and then nobody can show it.
  public Bearer(String token) {
    this.token = token.getBytes(StandardCharsets.US_ASCII);
  }

  /// Whether there is one.
  public boolean isSet() {
    return token.length > 0;
  }

  /// Takes equally long wherever the two differ.
  public boolean isShownBy(HttpExchange exchange) {
    String shown = exchange.header("Authorization");
    if (!isSet() || !shown.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      return false;
    }
    byte[] told = shown.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(told, token);
  }

  @Override
  public String toString() {
    return "Bearer[hidden]";
  }
}
