// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

/// What sockets may carry.
public record Wire(int connections, int connectionsPerAddress, int httpBody, int fragments) {

  public Wire {
    LimitKeys.CONNECTIONS.check(connections);
    LimitKeys.CONNECTIONS_PER_ADDRESS.check(connectionsPerAddress);
    LimitKeys.HTTP_BODY.check(httpBody);
    LimitKeys.FRAGMENTS.check(fragments);
  }

  static Wire from(Settings settings) {
    return new Wire(
        settings.get(LimitKeys.CONNECTIONS),
        settings.get(LimitKeys.CONNECTIONS_PER_ADDRESS),
        settings.get(LimitKeys.HTTP_BODY),
        settings.get(LimitKeys.FRAGMENTS));
  }
}
