// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.socketio;

import java.time.Duration;

/// How the clients of one [SocketIo] are treated.
///
/// @param connectTimeout how long a client may be in no namespace at all
/// @param bounds what one client may make the server hold
/// @param rate how fast one client may speak
/// @param recovery whether a client that comes back finds what it missed
public record SocketIoOptions(
    Duration connectTimeout, Bounds bounds, Rate rate, Recovery recovery) {

  /// What one client may make the server hold.
  ///
  /// @param namespaces it is in
  /// @param rooms one of its sockets is in
  /// @param attachments of one packet
  /// @param waiting packets on their way to it
  /// @param waitingBytes their size
  /// @param acks it owes
  public record Bounds(
      int namespaces, int rooms, int attachments, int waiting, int waitingBytes, int acks) {
    public static final Bounds DEFAULT = new Bounds(16, 64, 10, 4096, 4 << 20, 1000);
  }

  /// How many packets a client may send: so many a second, so many at once. Who sends more is held
  /// back, and closed where that cannot be done.
  public record Rate(int perSecond, int burst) {
    public static final Rate DEFAULT = new Rate(100, 1000);
  }

  /// Recovery of connections that broke.
  ///
  /// @param window how long a client may be away; zero turns recovery off
  /// @param clients how many may be away at once
  /// @param bytes how much is kept of what they miss
  public record Recovery(Duration window, int clients, int bytes) {
    public static final Recovery OFF = new Recovery(Duration.ZERO, 0, 0);

    public static final Recovery USUAL = new Recovery(Duration.ofMinutes(2), 10_000, 16 << 20);

    /// With the usual bounds; zero turns it off.
    public static Recovery within(Duration window) {
      return window.isZero() ? OFF : new Recovery(window, USUAL.clients(), USUAL.bytes());
    }

    boolean isOn() {
      return !window.isZero();
    }
  }

  public static final SocketIoOptions DEFAULT =
      new SocketIoOptions(Duration.ofSeconds(45), Bounds.DEFAULT, Rate.DEFAULT, Recovery.OFF);
}
