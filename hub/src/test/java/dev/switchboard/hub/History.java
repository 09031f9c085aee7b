// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import java.util.ArrayList;
import java.util.List;

/// What one peer saw, in the order in which its outbox gave it. Signals and lines of chat hold
/// nothing but a number, with which their sender counts up all that it says.
final class History {
  /// One thing that happened to the peer.
  sealed interface Entry {
    record Heard(Event event) implements Entry {}

    /// It left the room, and had polled all that was told until then.
    record Left(RoomName room) implements Entry {}
  }

  private final PeerId owner;
  private final List<Entry> entries = new ArrayList<>();

  History(PeerId owner) {
    this.owner = owner;
  }

  PeerId owner() {
    return owner;
  }

  List<Entry> entries() {
    return entries;
  }

  History heard(Event event) {
    entries.add(new Entry.Heard(event));
    return this;
  }

  History left(RoomName room) {
    entries.add(new Entry.Left(room));
    return this;
  }
}
