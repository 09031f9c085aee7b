// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import java.security.SecureRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// From an address and port, as numbers, to a thing: looking up allocates nothing. All keys are of
/// one family. Open addressing with linear probing; grows, never shrinks. Confined to one loop.
///
/// What a lookup costs is what it fetches from memory, with many clients in turn: so a key lies in
/// one place, and what was found last is found again without a look at the arrays.
final class EndpointMap<V> {
  /// Secret, so that nobody can look for addresses that all go to one place.
  private static final int SEED = new SecureRandom().nextInt();

  private static final long FACTOR = new SecureRandom().nextLong() | 1;

  /// Longs of a key: high, low, port.
  private static final int KEY = 3;

  private long[] keys;
  private @Nullable Object[] values;
  private int size;

  private long lastHigh;
  private long lastLow;
  private int lastPort;
  private @Nullable V last;

  /// Room for a few, a power of two.
  EndpointMap(int capacity) {
    keys = new long[KEY * capacity];
    values = new Object[capacity];
  }

  int size() {
    return size;
  }

  @SuppressWarnings("unchecked")
  @Nullable V get(long high, long low, int port) {
    V before = last;
    if (before != null && lastLow == low && lastPort == port && lastHigh == high) {
      return before;
    }
    V found = (V) values[find(high, low, port)];
    lastHigh = high;
    lastLow = low;
    lastPort = port;
    last = found;
    return found;
  }

  void put(long high, long low, int port, V value) {
    if ((size + 1) * 4 > values.length * 3) {
      grow();
    }
    int at = find(high, low, port);
    if (values[at] == null) {
      size++;
    }
    keys[KEY * at] = high;
    keys[KEY * at + 1] = low;
    keys[KEY * at + 2] = port;
    values[at] = value;
    last = null;
  }

  void remove(long high, long low, int port) {
    int hole = find(high, low, port);
    if (values[hole] == null) {
      return;
    }
    size--;
    last = null;
    int mask = values.length - 1;
    // What was pushed on by the removed entry moves back, so that probing still finds it.
    for (int at = (hole + 1) & mask; values[at] != null; at = (at + 1) & mask) {
      int home = homeOf(at);
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
        kept.put(keys[KEY * i], keys[KEY * i + 1], (int) keys[KEY * i + 2], value);
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
    int at = hash(high, low, port) & mask;
    while (values[at] != null && !isAt(at, high, low, port)) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private boolean isAt(int at, long high, long low, int port) {
    int key = KEY * at;
    return keys[key + 1] == low && keys[key + 2] == port && keys[key] == high;
  }

  private int homeOf(int at) {
    int key = KEY * at;
    return hash(keys[key], keys[key + 1], (int) keys[key + 2]) & (values.length - 1);
  }

  private void grow() {
    EndpointMap<Object> larger = new EndpointMap<>(values.length * 2);
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value != null) {
        larger.put(keys[KEY * i], keys[KEY * i + 1], (int) keys[KEY * i + 2], value);
      }
    }
    become(larger);
  }

  private void become(EndpointMap<?> other) {
    keys = other.keys;
    values = other.values;
    size = other.size;
    last = null;
  }

  private void move(int from, int to) {
    System.arraycopy(keys, KEY * from, keys, KEY * to, KEY);
    values[to] = values[from];
  }

  /// Whoever has a network of IPv6 chooses both halves of an address.
  static int hash(long high, long low, int port) {
    return mix(high * FACTOR ^ low, SEED, port);
  }

  static int mix(long value, int seed, int port) {
    long mixed = (value ^ ((long) port << 32) ^ seed) * 0x9e3779b97f4a7c15L;
    mixed ^= mixed >>> 29;
    mixed *= 0xbf58476d1ce4e5b9L;
    return (int) (mixed >>> 32);
  }
}
