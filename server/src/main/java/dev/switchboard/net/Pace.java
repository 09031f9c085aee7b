// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

/// How fast one client may speak: a bucket of tokens in two numbers, filled at a steady rate up to
/// a burst. One thread at a time.
public final class Pace {
  private final int perSecond;
  private final int burst;
  private double tokens;
  private long filled;

  public Pace(int perSecond, int burst, long now) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.tokens = burst;
    this.filled = now;
  }

  /// Takes a token. False when there is none; being refused costs as well, down to minus one burst.
  public boolean take(long now) {
    tokens = Math.min(burst, tokens + (now - filled) * 1e-9 * perSecond);
    filled = now;
    if (tokens >= 1) {
      tokens -= 1;
      return true;
    }
    tokens -= 1;
    return false;
  }

  /// How long until there is a token again.
  public long nanosToNext() {
    return tokens >= 1 ? 0 : (long) ((1 - tokens) / perSecond * 1e9);
  }

  /// Was refused for as long as a whole burst, and went on.
  public boolean ignored() {
    return tokens <= -burst;
  }
}
