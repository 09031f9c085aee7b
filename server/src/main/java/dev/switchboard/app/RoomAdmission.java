// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import dev.switchboard.config.Rooms;
import dev.switchboard.hub.Admission;
import dev.switchboard.hub.RoomName;
import dev.switchboard.hub.RoomPolicy;
import dev.switchboard.text.Utf8;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Set;

/// Who may start rooms on this server, as it is configured. Immutable; any thread.
final class RoomAdmission {
  private RoomAdmission() {}

  static RoomPolicy policy(Rooms rooms) {
    return new RoomPolicy(
        admission(rooms),
        rooms.lobby(),
        rooms.firstOwns(),
        rooms.passesOn(),
        rooms.keep(),
        new RoomPolicy.Bounds(rooms.waiting(), rooms.kept()));
  }

  private static Admission admission(Rooms rooms) {
    return switch (rooms.create()) {
      case ANYONE -> Admission.OPEN;
      case TOKEN -> byToken(Utf8.of(rooms.token()));
      case LISTED -> byName(rooms);
    };
  }

  /// Who has no token may wait for somebody who does. Compared in constant time.
  private static Admission byToken(Utf8 token) {
    byte[] wanted = bytes(token);
    return (act, _, shown) ->
        act == Admission.Act.WAIT || MessageDigest.isEqual(wanted, bytes(shown));
  }

  /// Of the rooms of other dialects, too, only those of these names.
  private static Admission byName(Rooms rooms) {
    Set<Utf8> names = new HashSet<>();
    rooms.names().forEach(name -> names.add(Utf8.of(name)));
    return (_, room, _) -> listed(names, room);
  }

  private static boolean listed(Set<Utf8> names, RoomName room) {
    return names.contains(room.text());
  }

  private static byte[] bytes(Utf8 text) {
    byte[] bytes = new byte[text.length()];
    System.arraycopy(text.bytes(), text.offset(), bytes, 0, bytes.length);
    return bytes;
  }
}
