// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import java.util.ArrayList;
import java.util.List;

/// Checks what a hub promises about order, by replaying what each peer saw:
///
/// - (a) for each sender and recipient, first in is first out on every path;
/// - (b) nothing from a member before its `PeerJoined`;
/// - (c) nothing from a member after its `PeerLeft`, nothing from a room after leaving it;
/// - (d) one order of a room's broadcasts that fits what every member saw, and no line of its chat
///   is missed.
final class Promises {
  private Promises() {}

  /// What was broken, in words; empty when all was kept.
  static List<String> broken(List<History> histories) {
    List<String> broken = new ArrayList<>();
    for (History history : histories) {
      Replay replay = new Replay(history.owner(), broken);
      for (History.Entry entry : history.entries()) {
        switch (entry) {
          case History.Entry.Heard(Event event) -> replay.heard(event);
          case History.Entry.Left(RoomName room) -> replay.left(room);
        }
      }
    }
    for (RoomName room : OneOrder.contradictions(histories)) {
      broken.add("d: no order of the broadcasts in " + room + " fits all its members");
    }
    return broken;
  }
}
