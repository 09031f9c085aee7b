// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

/// Hears what happened in a hub, for counting. Called on whatever thread did it, sometimes for
/// every message: must be quick and must not call the hub.
public interface HubListener {
  HubListener NONE = new HubListener() {};

  default void peerAttached() {}

  default void peerEnded() {}

  default void roomOpened() {}

  default void roomRetired() {}

  /// A signal or a line of chat went to this many peers.
  default void relayed(int recipients) {}

  default void refused(Refusal why) {}
}
