// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import dev.switchboard.hub.Command;
import dev.switchboard.hub.Credentials;
import dev.switchboard.hub.PeerId;
import dev.switchboard.hub.Role;
import dev.switchboard.hub.RoomName;
import dev.switchboard.hub.Rule;
import dev.switchboard.hub.Wish;
import dev.switchboard.json.JsonObject;
import dev.switchboard.text.Utf8;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The requests that have to do with doors, hosts and hands. Has no state: any thread.
final class ChairDecoder {
  private static final int LONGEST_TICKET = 256;

  private final Fields fields;

  ChairDecoder(Fields fields) {
    this.fields = fields;
  }

  Command.Join join(JsonObject frame) {
    RoomName room = fields.room(frame);
    boolean starts = frame.has("start");
    return new Command.Join(
        room,
        new Credentials(
            fields.optional(frame, "ticket", LONGEST_TICKET),
            fields.secret(frame, "password"),
            fields.secret(frame, "token"),
            fields.flag(frame, "knock"),
            starts,
            starts ? startRules(frame) : List.of()));
  }

  /// Null where the type is none of these.
  @Nullable Command decode(JsonObject frame, Utf8 type) {
    if (type.is("raise-hand")) {
      return new Command.RaiseHand(fields.room(frame));
    } else if (type.is("lower-hand")) {
      return new Command.LowerHand(fields.room(frame), peer(frame));
    } else if (type.is("admit")) {
      return new Command.Admit(fields.room(frame), peer(frame));
    } else if (type.is("deny")) {
      return new Command.Deny(fields.room(frame), peer(frame));
    } else if (type.is("rules")) {
      return new Command.Govern(fields.room(frame), rules(frame));
    } else if (type.is("ask")) {
      return ask(frame);
    } else if (type.is("remove")) {
      return new Command.Remove(fields.room(frame), peer(frame), fields.flag(frame, "ban"));
    } else if (type.is("appoint")) {
      return new Command.Appoint(fields.room(frame), peer(frame), role(frame));
    } else if (type.is("end")) {
      return new Command.End(fields.room(frame));
    }
    return null;
  }

  private PeerId peer(JsonObject frame) {
    return fields.peer(frame, "peer");
  }

  private List<Rule> startRules(JsonObject frame) {
    Utf8 raw = frame.raw("start");
    JsonObject start = new JsonObject();
    if (raw == null || !frame.isObject("start") || !start.read(raw)) {
      throw Fields.bad("start", raw, "an object with the room's rules, such as {}");
    }
    return rules(start);
  }

  private List<Rule> rules(JsonObject frame) {
    List<Rule> rules = new ArrayList<>(3);
    if (frame.has("lobby")) {
      rules.add(new Rule.Lobby(fields.flag(frame, "lobby")));
    }
    if (frame.has("locked")) {
      rules.add(new Rule.Lock(fields.flag(frame, "locked")));
    }
    if (frame.has("password")) {
      rules.add(new Rule.Password(fields.secret(frame, "password")));
    }
    return rules;
  }

  private Command ask(JsonObject frame) {
    String expected = "\"mute\", \"stop-video\" or \"stop-share\"";
    Utf8 word = fields.word(frame, "wish", expected);
    Wish wish = null;
    for (Wish known : Wish.values()) {
      wish = word.is(PlainWords.kebab(known.name())) ? known : wish;
    }
    if (wish == null) {
      throw Fields.bad("wish", frame.raw("wish"), expected);
    }
    RoomName room = fields.room(frame);
    return frame.has("to")
        ? new Command.Ask(room, wish, fields.peer(frame, "to"))
        : new Command.AskAll(room, wish);
  }

  private Role role(JsonObject frame) {
    String expected = "\"guest\", \"host\" or \"owner\"";
    Utf8 word = fields.word(frame, "role", expected);
    for (Role known : Role.values()) {
      if (word.is(PlainWords.kebab(known.name()))) {
        return known;
      }
    }
    throw Fields.bad("role", frame.raw("role"), expected);
  }
}
