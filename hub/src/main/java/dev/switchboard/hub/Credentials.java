// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import dev.switchboard.text.Utf8;
import java.util.List;

/// What somebody brings to the door of a room. Every text may be empty, and may share a message's
/// memory: nothing of it is kept.
///
/// @param ticket got at an earlier visit, see [Tickets]
/// @param password of the room
/// @param token that lets its bearer start rooms on this server
/// @param knocks whether to wait where there is a lobby; without that, one is refused
/// @param starts whether to make the room, as its owner, where nobody has it
/// @param rules of the room that is made
public record Credentials(
    Utf8 ticket, Utf8 password, Utf8 token, boolean knocks, boolean starts, List<Rule> rules) {

  /// What dialects bring that know nothing of doors.
  public static final Credentials NONE =
      new Credentials(Utf8.EMPTY, Utf8.EMPTY, Utf8.EMPTY, false, false, List.of());

  public Credentials {
    rules = List.copyOf(rules);
  }

  @Override
  public String toString() {
    return "Credentials[hidden]";
  }
}
