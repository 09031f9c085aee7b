// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import dev.switchboard.hub.Limits;

/// Reads the limits of the hub, which are the hub's own records.
final class HubLimits {

  private HubLimits() {}

  static Limits from(Settings settings) {
    return new Limits(
        new Limits.Sizes(
            settings.get(LimitKeys.FRAME),
            settings.get(LimitKeys.ABOUT),
            settings.get(LimitKeys.CHAT),
            settings.get(LimitKeys.NAME)),
        new Limits.Rooms(
            settings.get(LimitKeys.ROOMS),
            settings.get(LimitKeys.ROOM_MEMBERS),
            settings.get(LimitKeys.ROOMS_PER_PEER)),
        new Limits.Peers(
            settings.get(LimitKeys.PEERS),
            settings.get(LimitKeys.BOARD_PEOPLE),
            settings.get(LimitKeys.GRACE)),
        new Limits.Waiting(
            settings.get(LimitKeys.OUTBOX_EVENTS),
            settings.get(LimitKeys.OUTBOX_BYTES),
            settings.get(LimitKeys.REPLAY_BYTES)),
        new Limits.History(
            settings.get(LimitKeys.CHAT_COUNT),
            settings.get(LimitKeys.CHAT_BYTES),
            settings.get(LimitKeys.CHAT_AGE)),
        new Limits.Calls(settings.get(LimitKeys.CALLS_PER_PEER), settings.get(LimitKeys.RING)),
        new Limits.Pace(
            settings.get(LimitKeys.FRAMES_PER_SECOND),
            settings.get(LimitKeys.FRAMES_BURST),
            settings.get(LimitKeys.HEARTBEAT),
            settings.get(LimitKeys.HELLO)));
  }
}
