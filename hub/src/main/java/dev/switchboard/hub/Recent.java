// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import java.util.Iterator;
import java.util.LinkedHashSet;

/// A set that forgets its oldest where it would grow too large. One thread at a time.
final class Recent<T> {
  private final LinkedHashSet<T> items = new LinkedHashSet<>(4);
  private final int most;

  Recent(int most) {
    this.most = most;
  }

  void add(T item) {
    items.remove(item);
    items.add(item);
    if (items.size() > most) {
      Iterator<T> oldest = items.iterator();
      oldest.next();
      oldest.remove();
    }
  }

  void remove(T item) {
    items.remove(item);
  }

  boolean contains(T item) {
    return items.contains(item);
  }
}
