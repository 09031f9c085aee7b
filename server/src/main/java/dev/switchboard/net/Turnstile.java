// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/// How often each address has asked, by the minute. A fixed number of counters shared by hash, so
/// that strangers take no memory; an address that shares its counter with a busy one waits for a
/// minute at most. Any thread.
public final class Turnstile {
  private static final int COUNTERS = 4096;
  private static final long MINUTE = 60_000_000_000L;

  private final int[] counters = new int[COUNTERS];
  private final int seed = ThreadLocalRandom.current().nextInt();
  private final int most;
  private final LongSupplier nanos;
  private long began;

  /// `most` times a minute.
  public Turnstile(int most, LongSupplier nanos) {
    this.most = most;
    this.nanos = nanos;
    this.began = nanos.getAsLong();
  }

  /// Counts this one. False where it was one too many.
  public synchronized boolean pass(InetAddress address) {
    if (!isOpen(address)) {
      return false;
    }
    counters[place(address)]++;
    return true;
  }

  /// Whether the next one would pass; counts nothing.
  public synchronized boolean isOpen(InetAddress address) {
    long now = nanos.getAsLong();
    if (now - began >= MINUTE) {
      Arrays.fill(counters, 0);
      began = now;
    }
    return counters[place(address)] < most;
  }

  /// IPv6 by its /64, which is what one host is given.
  private int place(InetAddress address) {
    byte[] bytes = address.getAddress();
    int length = address instanceof Inet6Address ? 8 : bytes.length;
    int hash = seed;
    for (int i = 0; i < length; i++) {
      hash = (hash ^ bytes[i]) * 0x01000193;
    }
    return (hash ^ (hash >>> 15)) & (COUNTERS - 1);
  }
}
