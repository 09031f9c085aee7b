// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import dev.switchboard.text.Utf8;

/// The name of a room.
public record RoomName(Utf8 text) {
  public RoomName {
    Names.checked("room", text);
  }

  public static RoomName of(String text) {
    return new RoomName(Utf8.of(text));
  }

  public static boolean isValid(Utf8 text) {
    return Names.valid(text);
  }

  /// The same name in memory of its own: for keeping one that was read from a message.
  public RoomName copy() {
    return new RoomName(text.copy());
  }

  /// As an error message shows it: never longer than a line.
  public String shown() {
    return Names.shown(text);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
