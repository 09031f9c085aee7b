// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.admin;

/// What was going on within a while: a second, or the mean of several.
///
/// @param in messages that came, a second
/// @param out messages that went, a second
/// @param relay bits that TURN relayed, a second
/// @param usual how long half of the messages waited at most, in microseconds
/// @param slow how long all but one in a hundred did; of several seconds, in the worst
record Point(long connections, long rooms, long in, long out, long relay, long usual, long slow) {
  static final Point ZERO = new Point(0, 0, 0, 0, 0, 0, 0);

  Point plus(Point other) {
    return new Point(
        connections + other.connections,
        rooms + other.rooms,
        in + other.in,
        out + other.out,
        relay + other.relay,
        usual + other.usual,
        Math.max(slow, other.slow));
  }

  /// Of a sum of so many.
  Point mean(long count) {
    return new Point(
        rounded(connections, count),
        rounded(rooms, count),
        rounded(in, count),
        rounded(out, count),
        rounded(relay, count),
        rounded(usual, count),
        slow);
  }

  Point most(Point other) {
    return new Point(
        Math.max(connections, other.connections),
        Math.max(rooms, other.rooms),
        Math.max(in, other.in),
        Math.max(out, other.out),
        Math.max(relay, other.relay),
        Math.max(usual, other.usual),
        Math.max(slow, other.slow));
  }

  private static long rounded(long sum, long count) {
    return (sum + count / 2) / count;
  }
}
