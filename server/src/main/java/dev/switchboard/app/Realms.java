// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import dev.switchboard.hub.Hub;
import dev.switchboard.hub.HubListener;
import dev.switchboard.hub.Limits;
import dev.switchboard.hub.Time;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The hubs, one a realm: who is in one cannot see the others. Made at start, by the main thread.
final class Realms {
  private final Map<String, Hub> hubs = new LinkedHashMap<>();
  private final Limits limits;
  private final HubListener listener;

  Realms(Limits limits, HubListener listener) {
    this.limits = limits;
    this.listener = listener;
  }

  Hub of(String realm) {
    return hubs.computeIfAbsent(realm, _ -> new Hub(limits, listener, Time.SYSTEM));
  }

  Collection<Hub> all() {
    return List.copyOf(hubs.values());
  }
}
