// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.admin;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The last while, in [#POINTS] points of equally many seconds. Guarded by its [History].
final class Span {
  static final int POINTS = 90;

  private final int step;
  private final Deque<Point> points = new ArrayDeque<>(POINTS);
  private Point sum = Point.ZERO;
  private int seconds;

  /// `step` is how many seconds a point is.
  Span(int step) {
    this.step = step;
  }

  int step() {
    return step;
  }

  /// One more second.
  void add(Point second) {
    sum = sum.plus(second);
    seconds++;
    if (seconds == step) {
      if (points.size() == POINTS) {
        points.removeFirst();
      }
      points.addLast(sum.mean(seconds));
      sum = Point.ZERO;
      seconds = 0;
    }
  }

  /// The oldest first.
  List<Point> points() {
    return List.copyOf(points);
  }
}
