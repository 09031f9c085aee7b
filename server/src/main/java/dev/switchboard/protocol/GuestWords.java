// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol;

import dev.switchboard.hub.Event;
import dev.switchboard.text.Utf8;

/// What a client says and hears in a dialect that has rooms and nothing else: see [GuestDialect].
/// On its connection's loop.
public interface GuestWords {
  /// A message of the client, good only during the call.
  void said(Utf8 message);

  /// Somebody spoke in a room.
  void heard(Event.ReceivedInRoom event);

  default void joined(Event.PeerJoined event) {}

  default void left(Event.PeerLeft event) {}

  default void present(Event.Present event) {}

  default void refused(Event.Refused event) {}
}
