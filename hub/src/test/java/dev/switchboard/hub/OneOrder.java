// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Looks for one order of a room's broadcasts that fits what all members saw. Each saw some of them
/// one after the other; there is such an order where these steps form no circle.
final class OneOrder {
  /// All receivers of a broadcast get the same object.
  private final IdentityHashMap<Event, Step> steps = new IdentityHashMap<>();

  private OneOrder() {}

  /// The rooms for which there is none.
  static Set<RoomName> contradictions(List<History> histories) {
    OneOrder order = new OneOrder();
    histories.forEach(order::follow);
    return order.circles();
  }

  private void follow(History history) {
    Map<RoomName, Step> last = new HashMap<>();
    for (History.Entry entry : history.entries()) {
      if (entry instanceof History.Entry.Heard(Event.Broadcast event) && roomOf(event) != null) {
        RoomName room = roomOf(event);
        Step step = steps.computeIfAbsent(event, _ -> new Step(room));
        Step before = last.put(room, step);
        if (before != null) {
          before.next.add(step);
          step.waitsFor++;
        }
      }
    }
  }

  /// Takes away, again and again, what nothing comes before. What remains goes in a circle.
  private Set<RoomName> circles() {
    ArrayDeque<Step> free = new ArrayDeque<>();
    for (Step step : steps.values()) {
      if (step.waitsFor == 0) {
        free.add(step);
      }
    }
    for (Step step = free.poll(); step != null; step = free.poll()) {
      for (Step next : step.next) {
        if (--next.waitsFor == 0) {
          free.add(next);
        }
      }
    }
    Set<RoomName> rooms = new HashSet<>();
    for (Step step : steps.values()) {
      if (step.waitsFor > 0) {
        rooms.add(step.room);
      }
    }
    return rooms;
  }

  private static RoomName roomOf(Event.Broadcast event) {
    return switch (event) {
      case Event.PeerJoined it -> it.room();
      case Event.PeerLeft it -> it.room();
      case Event.PeerChanged it -> it.room();
      case Event.PeerDisconnected it -> it.room();
      case Event.PeerReconnected it -> it.room();
      case Event.ReceivedInRoom it -> it.room();
      case Event.Chatted it -> it.room();
      case Event.RulesChanged it -> it.room();
      case Event.RoleChanged it -> it.room();
      case Event.HandRaised it -> it.room();
      case Event.HandLowered it -> it.room();
      case Event.Knocked _, Event.KnockEnded _, Event.LobbyWatched _, Event.Asked _ -> null;
      case Event.PersonOnline _, Event.PersonChanged _, Event.PersonOffline _ -> null;
    };
  }

  private static final class Step {
    final RoomName room;
    final List<Step> next = new ArrayList<>(4);
    int waitsFor;

    Step(RoomName room) {
      this.room = room;
    }
  }
}
