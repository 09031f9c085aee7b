// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import java.time.Duration;

/// What holds for all rooms of a realm until their hosts say otherwise.
///
/// @param admission who may open rooms
/// @param lobby whether rooms have a lobby, also before anybody has started them
/// @param firstOwns whether a room belongs to whoever comes first, and not only to who starts it on
///   purpose
/// @param passesOn whether the longest present becomes host when the last host leaves
/// @param keep how long rules and bans outlive the last member
/// @param bounds of what strangers can fill
public record RoomPolicy(
    Admission admission,
    boolean lobby,
    boolean firstOwns,
    boolean passesOn,
    Duration keep,
    Bounds bounds) {

  public static final RoomPolicy DEFAULT =
      new RoomPolicy(
          Admission.OPEN, false, false, false, Duration.ofHours(12), new Bounds(32, 1000));

  /// How many wait at the door of one room, and how many empty rooms are kept.
  public record Bounds(int lobby, int kept) {}
}
