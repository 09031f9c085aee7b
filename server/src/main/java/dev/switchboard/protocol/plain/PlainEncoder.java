// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import dev.switchboard.hub.CallEnd;
import dev.switchboard.hub.Event;
import dev.switchboard.hub.Hub;
import dev.switchboard.hub.Member;
import dev.switchboard.hub.Person;
import dev.switchboard.hub.Signal;
import dev.switchboard.hub.Status;
import dev.switchboard.json.JsonWriter;
import dev.switchboard.text.Utf8;

/// Writes events as frames, without their opening brace: a receiver's own `{` or `{"seq":7,` goes
/// in front of what all receivers share. Has no state: any thread, each with a writer of its own.
final class PlainEncoder {
  private PlainEncoder() {}

  static void encode(Event event, JsonWriter out) {
    switch (event) {
      case Event.Answer answer -> answer(answer, out);
      case Event.ReceivedInRoom it ->
          signal(
              it.signal(), news("signal", out).string("room", it.room().text()), it.from().text());
      case Event.Received it -> {
        signal(it.signal(), news("signal", out), it.from().text());
        RoomEncoder.handle(it.handle(), out);
      }
      case Event.Chatted it -> {
        news("chat", out).string("room", it.room().text());
        RoomEncoder.chat(it.message(), out);
      }
      case Event.PeerJoined it ->
          RoomEncoder.member(
              it.member(), news("peer-joined", out).string("room", it.room().text()));
      case Event.PeerLeft it -> RoomEncoder.left(it, out);
      case Event.PeerChanged it ->
          RoomEncoder.about("peer-changed", it.room(), it.peer(), out).raw("about", it.about());
      case Event.PeerDisconnected it ->
          RoomEncoder.about("peer-disconnected", it.room(), it.peer(), out);
      case Event.PeerReconnected it ->
          RoomEncoder.about("peer-reconnected", it.room(), it.peer(), out);
      case Event.Knocked it -> RoomEncoder.knocked(it, out);
      case Event.KnockEnded it -> RoomEncoder.knockEnded(it, out);
      case Event.LobbyWatched it -> RoomEncoder.lobby(it, out);
      case Event.Admitted it -> RoomEncoder.admitted(it, out);
      case Event.Dismissed it -> RoomEncoder.dismissed(it, out);
      case Event.Asked it -> RoomEncoder.asked(it, out);
      case Event.RulesChanged it -> RoomEncoder.rulesChanged(it, out);
      case Event.RoleChanged it -> RoomEncoder.roleChanged(it, out);
      case Event.HandRaised it -> RoomEncoder.handRaised(it, out);
      case Event.HandLowered it -> RoomEncoder.handLowered(it, out);
      case Event.HandleLost it -> news("handle-lost", out).string("handle", it.handle().text());
      case Event.PersonOnline it -> person(it.person(), news("person-online", out));
      case Event.PersonChanged it -> person(it.person(), news("person-changed", out));
      case Event.PersonOffline it ->
          news("person-offline", out).string("handle", it.handle().text());
      case Event.RingReceived it -> ring(it, out);
      case Event.CallRinging it -> news("ringing", out).string("call", it.call().text());
      case Event.CallAccepted it ->
          news("accepted", out).string("call", it.call().text()).raw("data", it.data());
      case Event.CallEnded it ->
          news("call-ended", out)
              .string("call", it.call().text())
              .constant("reason", word(it.reason()));
    }
    out.endObject();
  }

  private static void answer(Event.Answer answer, JsonWriter out) {
    switch (answer) {
      case Event.Refused it -> {
        re(news("refused", out), it.request());
        out.constant("code", PlainWords.code(it.why())).string("message", it.message());
      }
      case Event.Done it -> ok(out, it.request());
      case Event.Joined it -> RoomEncoder.joined(it, ok(out, it.request()));
      case Event.Waiting it -> RoomEncoder.waiting(it, ok(out, it.request()));
      case Event.Present it -> RoomEncoder.present(it, ok(out, it.request()));
      case Event.Claimed it -> ok(out, it.request()).string("handle", it.handle().text());
      case Event.Watching it -> {
        ok(out, it.request()).beginArray("people");
        for (Person person : it.people()) {
          person(person, out.beginObject());
          out.endObject();
        }
        out.endArray();
      }
      case Event.Rung it -> ok(out, it.request()).string("call", it.call().text());
      case Event.Met it ->
          ok(out, it.request())
              .string("call", it.call().text())
              .flag("accepted", true)
              .raw("data", it.data());
      case Event.IceOffered it ->
          ok(out, it.request()).raw("ice", it.servers()).number("iceLifetime", it.seconds());
    }
  }

  private static JsonWriter news(String type, JsonWriter out) {
    return out.constant("type", type);
  }

  private static JsonWriter ok(JsonWriter out, long request) {
    return re(news("ok", out), request);
  }

  private static JsonWriter re(JsonWriter out, long request) {
    return request == Hub.NO_REQUEST ? out : out.number("re", request);
  }

  private static void signal(Signal signal, JsonWriter out, Utf8 from) {
    String kind =
        switch (signal) {
          case Signal.Offer _ -> "offer";
          case Signal.Answer _ -> "answer";
          case Signal.Candidate _ -> "candidate";
          case Signal.Hangup _ -> "hangup";
          case Signal.Message _ -> "message";
        };
    out.string("from", from).constant("kind", kind).raw("data", signal.text());
  }

  private static void person(Person person, JsonWriter out) {
    out.string("handle", person.handle().text())
        .string("peer", person.id().text())
        .constant("status", word(person.status()))
        .raw("about", person.about());
  }

  private static void ring(Event.RingReceived ring, JsonWriter out) {
    Member caller = ring.caller();
    news("ring", out).string("call", ring.call().text()).string("from", caller.id().text());
    RoomEncoder.handle(caller.handle(), out);
    out.raw("about", caller.about()).raw("data", ring.data());
  }

  private static String word(CallEnd reason) {
    return PlainWords.kebab(reason.name());
  }

  private static String word(Status status) {
    return PlainWords.kebab(status.name());
  }
}
