// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import dev.switchboard.text.Utf8;
import java.util.List;

/// What somebody brings to the door of a room, put together word by word.
record Visitor(
    String ticket,
    String password,
    String token,
    boolean knocks,
    boolean starts,
    List<Rule> rules) {
  static final Visitor PLAIN = new Visitor("", "", "", false, false, List.of());
  static final Visitor KNOCKING = PLAIN.knocking();

  static Visitor starting(Rule... rules) {
    return new Visitor("", "", "", false, true, List.of(rules));
  }

  Visitor knocking() {
    return new Visitor(ticket, password, token, true, starts, rules);
  }

  Visitor with(Utf8 shown) {
    return new Visitor(shown.toString(), password, token, knocks, starts, rules);
  }

  Visitor saying(String word) {
    return new Visitor(ticket, word, token, knocks, starts, rules);
  }

  Visitor showing(String pass) {
    return new Visitor(ticket, password, pass, knocks, starts, rules);
  }

  Command joins(String room) {
    return new Command.Join(
        RoomName.of(room),
        new Credentials(Utf8.of(ticket), Utf8.of(password), Utf8.of(token), knocks, starts, rules));
  }
}
