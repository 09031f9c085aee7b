// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.IpAddress;

/// A channel: a number that stands for one peer of one relay. Confined to its loop.
final class PeerChannel {
  /// "Channel bindings last for 10 minutes unless refreshed" (RFC 8656 §3.5).
  static final long LIFETIME = 600_000_000_000L;

  private final int number;
  private final Relay relay;
  private Permission permission;
  private final Endpoint peer;
  private final long high;
  private final long low;
  private long until;

  PeerChannel(int number, Relay relay, Permission permission, Endpoint peer, long now) {
    this.number = number;
    this.relay = relay;
    this.permission = permission;
    this.peer = peer;
    IpAddress ip = peer.ip();
    this.high = ip.high();
    this.low = ip.low();
    until = now + LIFETIME;
  }

  /// The permission may have expired and been made anew.
  void refresh(long now, Permission current) {
    permission = current;
    until = now + LIFETIME;
  }

  /// Takes the new permission of its peer's address, where the old one was cleared away.
  void renew(IpAddress ip, Permission made) {
    if (peer.ip().equals(ip)) {
      permission = made;
    }
  }

  boolean isBound(long now) {
    return now - until < 0;
  }

  /// A binding outlives its permission: then it names the peer and lets nothing pass.
  boolean isOpen(long now) {
    return isBound(now) && permission.isAlive(now);
  }

  int number() {
    return number;
  }

  Relay relay() {
    return relay;
  }

  Permission permission() {
    return permission;
  }

  Endpoint peer() {
    return peer;
  }

  long high() {
    return high;
  }

  long low() {
    return low;
  }

  int port() {
    return peer.port();
  }
}
