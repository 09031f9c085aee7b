// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import dev.switchboard.text.Utf8;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Tells an event in words, so that a test reads like a transcript.
final class Words {
  private final Realm realm;

  Words(Realm realm) {
    this.realm = realm;
  }

  String of(Event event) {
    return switch (event) {
      case Event.Answer answer -> ofAnswer(answer);
      case Event.Broadcast broadcast -> ofBroadcast(broadcast);
      case Event.Received(PeerId from, Utf8 _, Signal signal) -> "from " + from + ": " + of(signal);
      case Event.HandleLost(PeerId handle) -> "lost " + handle;
      case Event.RingReceived it -> of(it.call()) + " from " + of(it.caller()) + ": " + it.data();
      case Event.CallRinging(CallId call) -> of(call) + " rings";
      case Event.CallAccepted it -> of(it.call()) + " accepted: " + it.data();
      case Event.CallEnded(CallId call, CallEnd why) -> of(call) + " ended, " + small(why);
      case Event.Admitted(Event.Joined joined) -> "admitted " + ofAnswer(joined);
      case Event.Dismissed(RoomName room, Dismissal why) -> room + ": " + small(why);
    };
  }

  private String ofAnswer(Event.Answer answer) {
    return switch (answer) {
      case Event.Done _ -> "ok";
      case Event.Refused it -> it.why() + " " + it.message();
      case Event.Joined it ->
          "in "
              + it.room()
              + ":"
              + list(it.others(), Words::of)
              + list(it.chat(), Words::after)
              + of(it.order());
      case Event.Waiting it -> "waiting for " + it.room() + ":" + list(it.hosts(), Words::of);
      case Event.Present it ->
          it.room()
              + ":"
              + list(it.members(), Words::of)
              + (it.members().size() == it.count() ? "" : " " + it.count() + " there")
              + of(it.rules());
      case Event.Claimed it -> "is " + it.handle();
      case Event.Watching it -> "online:" + list(it.people(), Words::of);
      case Event.Rung it -> of(it.call()) + " begins";
      case Event.Met it -> of(it.call()) + " met: " + it.data();
      case Event.IceOffered it -> "ice " + it.servers();
    };
  }

  private static String ofBroadcast(Event.Broadcast broadcast) {
    return switch (broadcast) {
      case Event.PeerJoined it -> it.room() + " + " + of(it.member());
      case Event.PeerLeft it -> it.room() + " - " + it.peer() + (it.removed() ? ", removed" : "");
      case Event.Knocked it -> it.room() + " knock " + of(it.member());
      case Event.KnockEnded it -> it.room() + " no knock " + it.peer();
      case Event.LobbyWatched it -> it.room() + " lobby:" + list(it.hosts(), Words::of);
      case Event.Asked it -> it.room() + " " + it.from() + " asks: " + small(it.wish());
      case Event.RulesChanged it -> it.room() + " rules" + of(it.rules());
      case Event.RoleChanged it -> it.room() + " " + it.peer() + " is " + small(it.role());
      case Event.HandRaised it -> it.room() + " hand " + it.hand().peer();
      case Event.HandLowered it -> it.room() + " no hand " + it.peer();
      case Event.PeerChanged it -> it.room() + " ~ " + it.peer() + ": " + it.about();
      case Event.PeerDisconnected it -> it.room() + " ? " + it.peer();
      case Event.PeerReconnected it -> it.room() + " ! " + it.peer();
      case Event.ReceivedInRoom it -> it.room() + " " + it.from() + ": " + of(it.signal());
      case Event.Chatted it -> it.room() + of(it.message());
      case Event.PersonOnline it -> "online " + of(it.person());
      case Event.PersonChanged it -> "changed " + of(it.person());
      case Event.PersonOffline it -> "offline " + it.handle();
    };
  }

  private String of(CallId call) {
    return "call " + realm.numberOf(call);
  }

  /// `bob`, with its handle `bob=Bobby`, its description where that is not its id `bob(hungry)`,
  /// and `bob?` while it is not connected.
  private static String of(Member member) {
    String handle = member.handle().isEmpty() ? "" : "=" + member.handle();
    String about = member.about().equals(member.id().text()) ? "" : "(" + member.about() + ")";
    return member.id() + handle + about + (member.connected() ? "" : "?");
  }

  /// Nothing for a room without rules, ` [open]` for one that could have some.
  private static String of(Rules rules) {
    if (!rules.governed()) {
      return "";
    }
    String words =
        (rules.lobby() ? " lobby" : "")
            + (rules.locked() ? " locked" : "")
            + (rules.password() ? " password" : "");
    return " [" + (words.isEmpty() ? "open" : words.strip()) + "]";
  }

  private static String of(Order order) {
    String hands = list(order.hands(), hand -> hand.peer().toString());
    return of(order.rules())
        + (order.role() == Role.GUEST ? "" : " as " + small(order.role()))
        + (hands.isEmpty() ? "" : " hands" + hands);
  }

  private static String of(Person person) {
    String about = person.about().equals(person.id().text()) ? "" : "(" + person.about() + ")";
    String status = person.status() == Status.AVAILABLE ? "" : " " + small(person.status());
    return person.handle() + "=" + person.id() + about + status;
  }

  private static String of(Signal signal) {
    return switch (signal) {
      case Signal.Offer it -> "offer " + it.text();
      case Signal.Answer it -> "answer " + it.text();
      case Signal.Candidate it -> "candidate " + it.text();
      case Signal.Hangup it -> "hangup " + it.text();
      case Signal.Message it -> it.text().toString();
    };
  }

  private static String of(ChatMessage line) {
    return " #" + line.number() + " " + line.from() + ": " + line.text();
  }

  private static String after(ChatMessage line) {
    return "|" + of(line);
  }

  private static String small(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static <T> String list(List<T> items, Function<T, String> words) {
    return items.stream().map(words).map(" "::concat).collect(Collectors.joining());
  }
}
