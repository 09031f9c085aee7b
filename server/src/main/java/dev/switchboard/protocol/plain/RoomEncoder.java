// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import dev.switchboard.hub.ChatMessage;
import dev.switchboard.hub.Event;
import dev.switchboard.hub.Hand;
import dev.switchboard.hub.Member;
import dev.switchboard.hub.Order;
import dev.switchboard.hub.PeerId;
import dev.switchboard.hub.RoomName;
import dev.switchboard.hub.Rules;
import dev.switchboard.hub.Seat;
import dev.switchboard.json.JsonWriter;
import dev.switchboard.text.Utf8;
import java.util.List;

/// The part of [PlainEncoder] that has to do with who is in a room and how things stand there. Has
/// no state: any thread, each with a writer of its own.
final class RoomEncoder {
  private RoomEncoder() {}

  static void joined(Event.Joined it, JsonWriter out) {
    out.string("room", it.room().text());
    members("peers", it.others(), out);
    out.beginArray("chat");
    for (ChatMessage message : it.chat()) {
      chat(message, out.beginObject());
      out.endObject();
    }
    out.endArray();
    order(it.order(), out);
  }

  static void waiting(Event.Waiting it, JsonWriter out) {
    out.string("room", it.room().text()).flag("waiting", true);
    members("hosts", it.hosts(), out);
  }

  static void present(Event.Present it, JsonWriter out) {
    out.string("room", it.room().text());
    members("peers", it.members(), out);
    rules(it.rules(), out.number("count", it.count()));
  }

  static void knocked(Event.Knocked it, JsonWriter out) {
    member(it.member(), news("knock", it.room(), out));
  }

  static void knockEnded(Event.KnockEnded it, JsonWriter out) {
    about("knock-ended", it.room(), it.peer(), out);
  }

  static void lobby(Event.LobbyWatched it, JsonWriter out) {
    members("hosts", it.hosts(), news("lobby", it.room(), out));
  }

  static void admitted(Event.Admitted it, JsonWriter out) {
    joined(it.joined(), out.constant("type", "admitted"));
  }

  static void dismissed(Event.Dismissed it, JsonWriter out) {
    news("dismissed", it.room(), out).constant("reason", word(it.why()));
  }

  static void asked(Event.Asked it, JsonWriter out) {
    news("asked", it.room(), out)
        .string("from", it.from().text())
        .constant("wish", word(it.wish()));
  }

  static void rulesChanged(Event.RulesChanged it, JsonWriter out) {
    rules(it.rules(), news("rules-changed", it.room(), out));
  }

  static void roleChanged(Event.RoleChanged it, JsonWriter out) {
    about("role-changed", it.room(), it.peer(), out).constant("role", word(it.role()));
  }

  static void handRaised(Event.HandRaised it, JsonWriter out) {
    about("hand-raised", it.room(), it.hand().peer(), out).number("at", it.hand().at());
  }

  static void handLowered(Event.HandLowered it, JsonWriter out) {
    about("hand-lowered", it.room(), it.peer(), out);
  }

  static void left(Event.PeerLeft it, JsonWriter out) {
    about("peer-left", it.room(), it.peer(), out);
    if (it.removed()) {
      out.flag("removed", true);
    }
  }

  /// News of a room about one peer.
  static JsonWriter about(String type, RoomName room, PeerId peer, JsonWriter out) {
    return news(type, room, out).string("peer", peer.text());
  }

  static void chat(ChatMessage message, JsonWriter out) {
    out.number("n", message.number())
        .string("from", message.from().text())
        .raw("about", message.about())
        .string("text", message.text())
        .number("at", message.at());
  }

  static void member(Member member, JsonWriter out) {
    out.string("peer", member.id().text());
    handle(member.handle(), out);
    out.raw("about", member.about());
  }

  static void handle(Utf8 handle, JsonWriter out) {
    if (!handle.isEmpty()) {
      out.string("handle", handle);
    }
  }

  private static JsonWriter news(String type, RoomName room, JsonWriter out) {
    return out.constant("type", type).string("room", room.text());
  }

  private static void members(String name, List<Member> members, JsonWriter out) {
    out.beginArray(name);
    for (Member member : members) {
      member(member, out.beginObject());
      out.flag("connected", member.connected()).endObject();
    }
    out.endArray();
  }

  private static void order(Order order, JsonWriter out) {
    out.beginArray("hands");
    for (Hand hand : order.hands()) {
      out.beginObject().string("peer", hand.peer().text()).number("at", hand.at()).endObject();
    }
    out.endArray();
    if (order.rules().governed()) {
      rules(order.rules(), out.constant("role", word(order.role())));
      out.beginArray("hosts");
      for (Seat seat : order.hosts()) {
        out.beginObject().string("peer", seat.peer().text()).constant("role", word(seat.role()));
        out.endObject();
      }
      out.endArray().string("ticket", order.ticket());
    }
  }

  private static void rules(Rules rules, JsonWriter out) {
    if (rules.governed()) {
      out.beginObject("rules")
          .flag("lobby", rules.lobby())
          .flag("locked", rules.locked())
          .flag("password", rules.password())
          .endObject();
    }
  }

  private static String word(Enum<?> constant) {
    return PlainWords.kebab(constant.name());
  }
}
