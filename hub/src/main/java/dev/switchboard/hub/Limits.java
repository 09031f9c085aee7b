// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import java.time.Duration;

/// Every bound in one place: whatever a stranger can fill stops here. Sizes are in bytes of UTF-8.
public record Limits(
    Sizes sizes,
    Rooms rooms,
    Peers peers,
    Waiting waiting,
    History history,
    Calls calls,
    Pace pace) {

  public static final Limits DEFAULT =
      new Limits(
          new Sizes(256 << 10, 2 << 10, 8 << 10, 256),
          new Rooms(100_000, 256, 16),
          new Peers(100_000, 250, Duration.ofSeconds(30)),
          new Waiting(4096, 1 << 20, 256 << 10),
          new History(200, 64 << 10, Duration.ofHours(4)),
          new Calls(4, Duration.ofSeconds(30)),
          new Pace(100, 1000, Duration.ofSeconds(20), Duration.ofSeconds(10)));

  /// One message, and the parts of it that others get to keep: a description, a line of chat, a
  /// name.
  public record Sizes(int frame, int about, int chat, int name) {
    public Sizes {
      within("limits.frame", frame, 1024, 64 << 20);
      within("limits.about", about, 2, frame);
      within("limits.chat", chat, 1, frame);
      within("limits.name", name, 1, Names.LONGEST);
    }
  }

  /// Rooms at once, members of one room, rooms of one peer.
  public record Rooms(int count, int members, int perPeer) {
    public Rooms {
      within("limits.rooms", count, 1, 100_000_000);
      within("limits.room-members", members, 1, 100_000);
      within("limits.rooms-per-peer", perPeer, 1, 100_000);
    }
  }

  /// Peers at once, people on the board (as many may watch it), and how long a peer without a
  /// connection is kept.
  public record Peers(int count, int board, Duration grace) {
    public Peers {
      within("limits.peers", count, 1, 100_000_000);
      within("limits.board-people", board, 0, 1_000_000);
      within("limits.grace", grace, Duration.ZERO, Duration.ofHours(24));
    }
  }

  /// What may wait for one peer: events and their weight in its outbox, frames kept until it
  /// acknowledges them.
  public record Waiting(int events, int bytes, int replay) {
    public Waiting {
      within("limits.outbox-events", events, 16, 1_000_000);
      within("limits.outbox-bytes", bytes, 1024, 1 << 30);
      within("limits.replay-bytes", replay, 0, 1 << 30);
    }
  }

  /// The chat that a room keeps for those who come later.
  public record History(int count, int bytes, Duration age) {
    public History {
      within("limits.chat-count", count, 0, 100_000);
      within("limits.chat-bytes", bytes, 0, 1 << 30);
      within("limits.chat-age", age, Duration.ZERO, Duration.ofDays(365));
    }
  }

  /// How many people one peer may ring at once, and for how long.
  public record Calls(int perPeer, Duration ring) {
    public Calls {
      within("limits.calls-per-peer", perPeer, 1, 1000);
      within("limits.ring", ring, Duration.ofMillis(1), Duration.ofHours(1));
    }
  }

  /// Frames a second from one client, sustained and at once; the heartbeat; how long a client has
  /// to say hello.
  public record Pace(int frames, int burst, Duration heartbeat, Duration hello) {
    public Pace {
      within("limits.frames-per-second", frames, 1, 10_000_000);
      within("limits.frames-burst", burst, 1, 10_000_000);
      within("limits.heartbeat", heartbeat, Duration.ofMillis(10), Duration.ofHours(1));
      within("limits.hello", hello, Duration.ofMillis(10), Duration.ofHours(1));
    }
  }

  private static void within(String key, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          key + ": " + value + " (expected: " + least + " to " + most + ")");
    }
  }

  private static void within(String key, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          key + ": " + value + " (expected: " + least + " to " + most + ")");
    }
  }
}
