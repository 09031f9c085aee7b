// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Whose rooms are, and who gets in, until a room's hosts say otherwise.
///
/// @param create who may start rooms
/// @param token the word for that; empty where none is needed
/// @param names the rooms that there are; empty where any may be
/// @param lobby whether newcomers wait
/// @param firstOwns whether whoever is first owns the room
/// @param passesOn whether the longest present becomes host after the last one
/// @param keep how long rules outlive the last member
/// @param waiting most people at the door of one room
/// @param kept most empty rooms with rules
public record Rooms(
    Create create,
    String token,
    List<String> names,
    boolean lobby,
    boolean firstOwns,
    boolean passesOn,
    Duration keep,
    int waiting,
    int kept) {

  /// Who may start rooms.
  public enum Create {
    ANYONE,
    TOKEN,
    LISTED
  }

  public Rooms {
    RoomKeys.TOKEN.check(token);
    RoomKeys.NAMES.check(names);
    RoomKeys.KEEP.check(keep);
    RoomKeys.WAITING.check(waiting);
    RoomKeys.KEPT.check(kept);
    names = List.copyOf(names);
  }

  static Rooms from(Settings settings) {
    return new Rooms(
        settings.get(RoomKeys.CREATE),
        settings.get(RoomKeys.TOKEN),
        settings.get(RoomKeys.NAMES),
        settings.get(RoomKeys.LOBBY),
        settings.get(RoomKeys.FIRST_OWNS),
        settings.get(RoomKeys.PASSES_ON),
        settings.get(RoomKeys.KEEP),
        settings.get(RoomKeys.WAITING),
        settings.get(RoomKeys.KEPT));
  }

  /// A token or a list that was asked for and is not there would keep everybody out.
  static List<String> problems(Settings settings) {
    List<String> problems = new ArrayList<>();
    Create create = settings.get(RoomKeys.CREATE);
    if (create == Create.TOKEN && settings.get(RoomKeys.TOKEN).isEmpty()) {
      problems.add("rooms.token: (nothing) (expected: a word, since rooms.create is token)");
    }
    if (create == Create.LISTED && settings.get(RoomKeys.NAMES).isEmpty()) {
      problems.add("rooms.names: (nothing) (expected: names, since rooms.create is listed)");
    }
    return problems;
  }

  @Override
  public String toString() {
    return "Rooms[" + create + "]";
  }
}
