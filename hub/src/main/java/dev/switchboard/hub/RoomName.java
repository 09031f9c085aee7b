// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import dev.switchboard.text.Utf8;

/// The name of a room, and the kind of rooms it is among. Rooms of different kinds never meet,
/// whatever they are called: a dialect whose clients could not make sense of others keeps a kind of
/// its own. The empty kind is Switchboard's own rooms.
public record RoomName(String kind, Utf8 text) {
  private static final String OWN = "";

  public RoomName {
    if (!isValid(kind, text)) {
      throw Names.invalid("room", text);
    }
  }

  /// A room of Switchboard's own.
  public RoomName(Utf8 text) {
    this(OWN, text);
  }

  public static RoomName of(String text) {
    return new RoomName(Utf8.of(text));
  }

  public static boolean isValid(Utf8 text) {
    return isValid(OWN, text);
  }

  /// Rooms of our own are shown to people. Others may be called anything that is not endless.
  public static boolean isValid(String kind, Utf8 text) {
    return kind.isEmpty() ? Names.valid(text) : Names.fits(text);
  }

  /// The same name in memory of its own: for keeping one that was read from a message.
  public RoomName copy() {
    return new RoomName(kind, text.copy());
  }

  /// As an error message shows it: never longer than a line.
  public String shown() {
    return Names.shown(text);
  }

  @Override
  public String toString() {
    return kind.isEmpty() ? text.toString() : kind + ":" + text;
  }
}
