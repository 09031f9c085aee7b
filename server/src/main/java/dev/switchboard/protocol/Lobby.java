// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol;

import dev.switchboard.hub.RoomName;
import dev.switchboard.net.Admission;
import dev.switchboard.net.Handshake;
import dev.switchboard.net.Origins;
import dev.switchboard.text.Utf8;

/// Where the clients of one path meet who name no room: the mount itself, or any path below it.
///
/// @param room in which they are
/// @param inner the kind of the rooms within this lobby
public record Lobby(RoomName room, String inner) {
  /// In bytes; a path may be longer than a name.
  private static final int LONGEST = 256;

  public static Lobby of(String kind, Handshake handshake) {
    String path = "/" + handshake.below();
    return new Lobby(new RoomName(kind, Utf8.of(path)), kind + path);
  }

  /// As [Guest#admit], where the path is a lobby's name.
  public static Admission admit(Handshake handshake, Origins origins) {
    return Utf8.of(handshake.below()).length() > LONGEST
        ? new Admission.Refuse(414, "lobby: too long (expected: at most " + LONGEST + " bytes)")
        : Guest.admit(handshake, origins);
  }
}
