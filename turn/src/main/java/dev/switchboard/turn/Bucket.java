// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

/// A token bucket of bytes that holds what a quarter of a second may use, and at least a few
/// packets. Confined to one loop.
final class Bucket {
  private static final long LEAST = 16 << 10;

  private final long perSecond;
  private final long most;
  private long tokens;
  private long filled;

  Bucket(long perSecond, long now) {
    this.perSecond = perSecond;
    this.most = Math.max(perSecond / 4, LEAST);
    this.tokens = most;
    this.filled = now;
  }

  boolean take(int bytes, long now) {
    if (tokens < bytes) {
      fill(now);
    }
    if (tokens < bytes) {
      return false;
    }
    tokens -= bytes;
    return true;
  }

  /// Takes even what is not there yet. The answer is in how many nanoseconds it will be.
  long borrow(int bytes, long now) {
    fill(now);
    tokens -= bytes;
    return tokens >= 0 ? 0 : (long) (-tokens * (1e9 / perSecond));
  }

  private void fill(long now) {
    long more = (long) ((now - filled) * (perSecond / 1e9));
    if (more > 0) {
      // What is borrowed may take long to pay back; a long rest must not overflow.
      tokens = more >= most - tokens ? most : tokens + more;
      filled = now;
    }
  }
}
