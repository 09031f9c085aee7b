// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.StunMethod;

/// What happened; never per packet.
public sealed interface TurnEvent {

  /// A client got a relay.
  record Allocated(String username, Endpoint client, Endpoint relay) implements TurnEvent {}

  /// An allocation ended: released, expired, or its connection closed.
  ///
  /// @param toPeers bytes of payload relayed to peers
  /// @param toClient bytes of payload relayed to the client
  /// @param dropped packets of either way that a limit or a missing permission stopped
  record Released(String username, Endpoint client, long toPeers, long toClient, long dropped)
      implements TurnEvent {}

  /// A request was answered with an error of RFC 8489 §14.8 or RFC 8656 §19.
  record Refused(StunMethod method, Endpoint client, int code) implements TurnEvent {}
}
