// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

/// Leave for one peer address to reach the client, and to be reached. Confined to its loop.
final class Permission {
  /// "The Permission Lifetime MUST be 300 seconds (= 5 minutes)." (RFC 8656 §9)
  static final long LIFETIME = 300_000_000_000L;

  private final boolean relaysOnly;
  private long until;

  /// @param relaysOnly whether the address is this server's, where only relays may be reached
  Permission(boolean relaysOnly, long now) {
    this.relaysOnly = relaysOnly;
    refresh(now);
  }

  /// Only requests of the client do this, never what arrives from the peer.
  void refresh(long now) {
    until = now + LIFETIME;
  }

  boolean isAlive(long now) {
    return now - until < 0;
  }

  boolean isRelaysOnly() {
    return relaysOnly;
  }
}
