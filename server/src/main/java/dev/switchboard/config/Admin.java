// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import java.util.Optional;

/// Where operators look.
///
/// @param host the address that the port of their own is on
/// @param port of their own; without one they ask the main port from this machine. 0 picks a free
///   one
/// @param token that opens the page for the server's owner; empty where there is none
public record Admin(String host, Optional<Integer> port, String token) {

  public Admin {
    Keys.ADMIN_HOST.check(host);
    Keys.ADMIN_PORT.check(port);
    Keys.ADMIN_TOKEN.check(token);
  }

  static Admin from(Settings settings) {
    return new Admin(
        settings.get(Keys.ADMIN_HOST),
        settings.get(Keys.ADMIN_PORT),
        settings.get(Keys.ADMIN_TOKEN));
  }
}
