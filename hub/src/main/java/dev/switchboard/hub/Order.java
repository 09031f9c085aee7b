// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import dev.switchboard.text.Utf8;
import java.util.List;

/// How things stand in a room, as who comes in learns it.
///
/// @param role of who comes in
/// @param hosts those present who are more than guests, who comes in among them
/// @param hands raised, the first one first
/// @param ticket by which who comes in is known again; empty in a room without rules
public record Order(Role role, Rules rules, List<Seat> hosts, List<Hand> hands, Utf8 ticket) {
  /// In a room without rules in which nobody has raised a hand.
  public static final Order NONE =
      new Order(Role.GUEST, Rules.NONE, List.of(), List.of(), Utf8.EMPTY);

  int weight() {
    return ticket.length() + 32 * (hosts.size() + hands.size());
  }
}
