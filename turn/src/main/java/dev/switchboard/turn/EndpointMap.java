// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// From an address and port, as numbers, to a thing: looking up allocates nothing. All keys are of
/// one family. Open addressing with linear probing; grows, never shrinks. Confined to one loop.
final class EndpointMap<V> {
  private static final int SEED = new java.security.SecureRandom().nextInt();

  private long[] highs;
  private long[] lows;
  private int[] ports;
  private @Nullable Object[] values;
  private int size;

  /// Room for a few, a power of two.
  EndpointMap(int capacity) {
    highs = new long[capacity];
    lows = new long[capacity];
    ports = new int[capacity];
    values = new Object[capacity];
  }

  int size() {
    return size;
  }

  @SuppressWarnings("unchecked")
  @Nullable V get(long high, long low, int port) {
    return (V) values[find(high, low, port)];
  }

  void put(long high, long low, int port, V value) {
    if ((size + 1) * 4 > values.length * 3) {
      grow();
    }
    int at = find(high, low, port);
    if (values[at] == null) {
      size++;
    }
    highs[at] = high;
    lows[at] = low;
    ports[at] = port;
    values[at] = value;
  }

  void remove(long high, long low, int port) {
    int hole = find(high, low, port);
    if (values[hole] == null) {
      return;
    }
    size--;
    int mask = values.length - 1;
    // What was pushed on by the removed entry moves back, so that probing still finds it.
    for (int at = (hole + 1) & mask; values[at] != null; at = (at + 1) & mask) {
      int home = mix(highs[at] ^ lows[at], SEED, ports[at]) & mask;
      if (((at - home) & mask) >= ((at - hole) & mask)) {
        move(at, hole);
        hole = at;
      }
    }
    values[hole] = null;
  }

  /// Removes every value that is like this; for rare housekeeping.
  @SuppressWarnings("unchecked")
  void removeIf(Predicate<V> condition) {
    EndpointMap<V> kept = new EndpointMap<>(4);
    for (int i = 0; i < values.length; i++) {
      V value = (V) values[i];
      if (value != null && !condition.test(value)) {
        kept.put(highs[i], lows[i], ports[i], value);
      }
    }
    become(kept);
  }

  @SuppressWarnings("unchecked")
  void forEach(Consumer<V> action) {
    for (Object value : values.clone()) {
      if (value != null) {
        action.accept((V) value);
      }
    }
  }

  /// Where the key is, or where it would go.
  private int find(long high, long low, int port) {
    int mask = values.length - 1;
    int at = mix(high ^ low, SEED, port) & mask;
    while (values[at] != null && (lows[at] != low || ports[at] != port || highs[at] != high)) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    EndpointMap<Object> larger = new EndpointMap<>(values.length * 2);
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value != null) {
        larger.put(highs[i], lows[i], ports[i], value);
      }
    }
    become(larger);
  }

  private void become(EndpointMap<?> other) {
    highs = other.highs;
    lows = other.lows;
    ports = other.ports;
    values = other.values;
    size = other.size;
  }

  private void move(int from, int to) {
    highs[to] = highs[from];
    lows[to] = lows[from];
    ports[to] = ports[from];
    values[to] = values[from];
  }

  static int mix(long value, int seed, int port) {
    long mixed = (value ^ ((long) port << 32) ^ seed) * 0x9e3779b97f4a7c15L;
    mixed ^= mixed >>> 29;
    mixed *= 0xbf58476d1ce4e5b9L;
    return (int) (mixed >>> 32);
  }
}
