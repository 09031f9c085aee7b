// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import dev.switchboard.hub.Hub;
import dev.switchboard.hub.HubListener;
import dev.switchboard.hub.Limits;
import dev.switchboard.hub.RoomPolicy;
import dev.switchboard.hub.Time;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;

/// The hubs, one a realm: who is in one cannot see the others. Made at start, by the main thread.
final class Realms {
  private final Map<String, Hub> hubs = new LinkedHashMap<>();
  private final Limits limits;
  private final HubListener listener;
  private final RoomPolicy policy;
  private final SecretKey key;

  /// `key` is one for HMAC-SHA256, by which people are known again in their rooms.
  Realms(Limits limits, HubListener listener, RoomPolicy policy, SecretKey key) {
    this.limits = limits;
    this.listener = listener;
    this.policy = policy;
    this.key = key;
  }

  Hub of(String realm) {
    return hubs.computeIfAbsent(realm, _ -> new Hub(limits, listener, Time.SYSTEM, policy, key));
  }

  Map<String, Hub> named() {
    return Collections.unmodifiableMap(hubs);
  }

  Collection<Hub> all() {
    return List.copyOf(hubs.values());
  }
}
