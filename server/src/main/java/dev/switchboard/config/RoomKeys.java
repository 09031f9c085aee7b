// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The part of the schema that says whose rooms are, and who gets in.
public final class RoomKeys {

  static final List<Key<?>> DECLARED = new ArrayList<>();

  public static final Key<Rooms.Create> CREATE =
      key(
          "create",
          Kind.choice("WHO", List.of(Rooms.Create.values())),
          "anyone",
          "who may start rooms: anyone, token or listed",
          false);
  public static final Key<String> TOKEN =
      key(
          "token",
          Kind.text("WORD", "at most 256 characters", text -> text.length() <= 256),
          "",
          "word that people need to start rooms, with rooms.create=token",
          true);
  public static final Key<List<String>> NAMES =
      key(
          "names",
          Kind.list(
              Kind.text("", "", text -> !text.isEmpty() && text.length() <= 256),
              "LIST",
              "names of rooms, with commas between them"),
          "",
          "the rooms that there are, with rooms.create=listed",
          false);
  public static final Key<Boolean> LOBBY =
      flag("lobby", "newcomers wait until a host lets them in");
  public static final Key<Boolean> FIRST_OWNS =
      flag("first-owns", "whoever is first in a room owns it, not only who starts it");
  public static final Key<Boolean> PASSES_ON =
      flag("passes-on", "who is there longest becomes host when the last host leaves");
  public static final Key<Duration> KEEP =
      key(
          "keep",
          Quantity.duration("0s", "720h"),
          "12h",
          "how long rules and bans outlive the last one in a room",
          false);
  public static final Key<Integer> WAITING =
      key("waiting", Kind.number("N", 1, 1000), "32", "most people who wait for one room", false);
  public static final Key<Integer> KEPT =
      key("kept", Kind.number("N", 0, 1_000_000), "1000", "most empty rooms with rules", false);

  private RoomKeys() {}

  private static Key<Boolean> flag(String name, String help) {
    return key(name, Kind.flag(), "false", help, false);
  }

  private static <T> Key<T> key(
      String name, Kind<T> kind, String initial, String help, boolean secret) {
    return new Key<>("rooms." + name, kind, initial, help, secret).declaredIn(DECLARED);
  }
}
