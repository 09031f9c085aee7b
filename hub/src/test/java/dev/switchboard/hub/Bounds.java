// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import java.time.Duration;

/// The default limits with one of them tightened, or none in the way.
final class Bounds {
  /// For crowds whose own pace is the only limit.
  static final Limits WIDE =
      new Limits(
          Limits.DEFAULT.sizes(),
          new Limits.Rooms(100_000, 1000, 1000),
          Limits.DEFAULT.peers(),
          new Limits.Waiting(1_000_000, 1 << 30, 0),
          Limits.DEFAULT.history(),
          Limits.DEFAULT.calls(),
          Limits.DEFAULT.pace());

  private Bounds() {}

  static Limits rooms(int count, int members, int perPeer) {
    Limits it = Limits.DEFAULT;
    Limits.Rooms rooms = new Limits.Rooms(count, members, perPeer);
    return new Limits(
        it.sizes(), rooms, it.peers(), it.waiting(), it.history(), it.calls(), it.pace());
  }

  static Limits peers(int count, int board) {
    return peers(count, board, Limits.DEFAULT.peers().grace());
  }

  static Limits peers(int count, int board, Duration grace) {
    Limits it = Limits.DEFAULT;
    Limits.Peers peers = new Limits.Peers(count, board, grace);
    return new Limits(
        it.sizes(), it.rooms(), peers, it.waiting(), it.history(), it.calls(), it.pace());
  }

  static Limits waiting(int events, int bytes) {
    Limits it = Limits.DEFAULT;
    Limits.Waiting waiting = new Limits.Waiting(events, bytes, 0);
    return new Limits(
        it.sizes(), it.rooms(), it.peers(), waiting, it.history(), it.calls(), it.pace());
  }

  static Limits history(int count, int bytes, Duration age) {
    Limits it = Limits.DEFAULT;
    Limits.History history = new Limits.History(count, bytes, age);
    return new Limits(
        it.sizes(), it.rooms(), it.peers(), it.waiting(), history, it.calls(), it.pace());
  }

  static Limits calls(int perPeer, Duration ring) {
    Limits it = Limits.DEFAULT;
    Limits.Calls calls = new Limits.Calls(perPeer, ring);
    return new Limits(
        it.sizes(), it.rooms(), it.peers(), it.waiting(), it.history(), calls, it.pace());
  }
}
