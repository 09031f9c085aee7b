// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import java.util.concurrent.atomic.AtomicLong;

/// A token bucket of bytes for all loops together. A loop draws what is enough for many packets at
/// once and keeps the change, so that packets touch nothing shared. Holds what a quarter of a
/// second may use. Any thread.
///
/// Its state is one number: the time at which the bucket would be empty if it filled backwards.
/// What is drawn moves that time on; it may come up to the present, and lies at most a quarter of a
/// second behind it.
final class SharedBucket {
  private static final long DEPTH_NANOS = 250_000_000L;
  private static final int LEAST_DEPTH = 16 << 10;
  private static final int LARGEST_DRAW = 64 << 10;
  private static final int LEAST_DRAW = 2048;

  private final double nanosPerByte;
  private final long depth;
  private final int draw;
  private final AtomicLong empty;

  SharedBucket(long perSecond, long now) {
    this.nanosPerByte = 1e9 / perSecond;
    this.depth = Math.max(DEPTH_NANOS, (long) (LEAST_DEPTH * nanosPerByte));
    // The change that loops keep must stay small beside the limit.
    this.draw = Math.clamp(perSecond / 256, LEAST_DRAW, LARGEST_DRAW);
    this.empty = new AtomicLong(now - depth);
  }

  /// So many bytes, which are the drawer's from now on; at least `bytes`, or 0 where the bucket has
  /// not enough.
  int draw(int bytes, long now) {
    int wanted = Math.max(bytes, draw);
    long price = (long) (wanted * nanosPerByte);
    while (true) {
      long before = empty.get();
      long start = now - before > depth ? now - depth : before;
      if (start + price - now > 0) {
        return 0;
      }
      if (empty.compareAndSet(before, start + price)) {
        return wanted;
      }
    }
  }

  /// Draws even what is not there yet. The answer is in how many nanoseconds it will be.
  long borrow(int bytes, long now) {
    long price = (long) (bytes * nanosPerByte);
    long until =
        empty.updateAndGet(before -> (now - before > depth ? now - depth : before) + price);
    return Math.max(0, until - now);
  }

  /// What one loop has drawn and not yet used. Confined to it.
  static final class Purse {
    private final SharedBucket bucket;
    private int change;

    Purse(SharedBucket bucket) {
      this.bucket = bucket;
    }

    boolean take(int bytes, long now) {
      if (change < bytes) {
        change += bucket.draw(bytes, now);
      }
      if (change < bytes) {
        return false;
      }
      change -= bytes;
      return true;
    }

    /// See [SharedBucket#borrow].
    long borrow(int bytes, long now) {
      int own = Math.min(change, bytes);
      change -= own;
      return own == bytes ? 0 : bucket.borrow(bytes - own, now);
    }
  }
}
