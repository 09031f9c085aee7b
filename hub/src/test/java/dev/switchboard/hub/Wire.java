// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import dev.switchboard.text.Utf8;
import java.util.ArrayList;
import java.util.List;

/// A peer whose wire is a list: what it is told arrives here in words, see [Words].
///
/// Each verb submits a command and returns the answer. [#hears] gives what came besides answers
/// since it was last asked, [#all] gives everything in its order.
final class Wire {
  private final Realm realm;
  private final String id;
  private final Words words;
  private final List<String> all = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();
  private Peer peer;
  private long requests;
  private String answer = "";
  private Utf8 ticket = Utf8.EMPTY;
  private int wakes;

  Wire(Realm realm, String id) {
    this.realm = realm;
    this.id = id;
    this.words = new Words(realm);
  }

  void is(Peer attached) {
    this.peer = attached;
  }

  Peer peer() {
    return peer;
  }

  String asks(Command command) {
    answer = "";
    realm.hub.submit(peer, command, ++requests);
    read();
    return answer;
  }

  String joins(String room) {
    return asks(new Command.Join(RoomName.of(room)));
  }

  String comes(String room, Visitor visitor) {
    return asks(visitor.joins(room));
  }

  String starts(String room, Rule... rules) {
    return comes(room, Visitor.starting(rules));
  }

  String knocks(String room) {
    return comes(room, Visitor.KNOCKING);
  }

  String admits(String room, Wire other) {
    return asks(new Command.Admit(RoomName.of(room), other.peer.id()));
  }

  String denies(String room, Wire other) {
    return asks(new Command.Deny(RoomName.of(room), other.peer.id()));
  }

  String governs(String room, Rule... rules) {
    return asks(new Command.Govern(RoomName.of(room), List.of(rules)));
  }

  String removes(String room, Wire other) {
    return asks(new Command.Remove(RoomName.of(room), other.peer.id(), false));
  }

  String bans(String room, Wire other) {
    return asks(new Command.Remove(RoomName.of(room), other.peer.id(), true));
  }

  String appoints(String room, Wire other, Role role) {
    return asks(new Command.Appoint(RoomName.of(room), other.peer.id(), role));
  }

  String endsForAll(String room) {
    return asks(new Command.End(RoomName.of(room)));
  }

  String raisesHand(String room) {
    return asks(new Command.RaiseHand(RoomName.of(room)));
  }

  String lowersHandOf(String room, Wire other) {
    return asks(new Command.LowerHand(RoomName.of(room), other.peer.id()));
  }

  /// Got when it last came into a room.
  Utf8 ticket() {
    return ticket;
  }

  String leaves(String room) {
    return asks(new Command.Leave(RoomName.of(room)));
  }

  String asksWhoIsIn(String room) {
    return asks(new Command.Who(RoomName.of(room)));
  }

  String says(String room, String text) {
    return asks(new Command.Say(RoomName.of(room), message(text)));
  }

  String tells(String room, String to, String text) {
    return asks(new Command.Tell(RoomName.of(room), PeerId.of(to), message(text)));
  }

  String sends(String to, String text) {
    return asks(new Command.Send(PeerId.of(to), message(text)));
  }

  String chats(String room, String text) {
    return asks(new Command.Chat(RoomName.of(room), Utf8.of(text)));
  }

  String describesItself(String about) {
    return asks(new Command.Describe(Utf8.of(about)));
  }

  String becomes(Status status) {
    return asks(new Command.SetStatus(status));
  }

  String claims(String handle) {
    return asks(new Command.Claim(PeerId.of(handle)));
  }

  String reclaims(String handle, String holder) {
    return asks(new Command.Reclaim(PeerId.of(handle), PeerId.of(holder)));
  }

  String releases() {
    return asks(new Command.Release());
  }

  String watches() {
    return asks(new Command.Watch());
  }

  String unwatches() {
    return asks(new Command.Unwatch());
  }

  String rings(String to) {
    return rings(to, "");
  }

  String rings(String to, String data) {
    return asks(new Command.Ring(PeerId.of(to), Utf8.of(data)));
  }

  String letsRing(int call) {
    return asks(new Command.Ringing(realm.call(call)));
  }

  String accepts(int call, String data) {
    return asks(new Command.Accept(realm.call(call), Utf8.of(data)));
  }

  String declines(int call) {
    return asks(new Command.Decline(realm.call(call), CallEnd.DECLINED));
  }

  String declinesAsBusy(int call) {
    return asks(new Command.Decline(realm.call(call), CallEnd.BUSY));
  }

  String cancels(int call) {
    return asks(new Command.Cancel(realm.call(call)));
  }

  void breaks() {
    realm.hub.suspend(peer);
  }

  boolean comesBack() {
    return realm.hub.resume(peer, this::wake);
  }

  void ends() {
    realm.hub.end(peer);
  }

  List<String> hears() {
    read();
    List<String> news = List.copyOf(heard);
    heard.clear();
    return news;
  }

  List<String> all() {
    read();
    return List.copyOf(all);
  }

  /// Forgets what it heard until now.
  void forgets() {
    read();
    all.clear();
    heard.clear();
  }

  /// How often it was woken.
  int wakes() {
    return wakes;
  }

  void wake() {
    wakes++;
  }

  private void read() {
    for (Event event = peer.outbox().poll(); event != null; event = peer.outbox().poll()) {
      String text = words.of(event);
      if (event instanceof Event.Joined joined) {
        ticket = joined.order().ticket();
      } else if (event instanceof Event.Admitted(Event.Joined joined)) {
        ticket = joined.order().ticket();
      }
      all.add(text);
      if (event instanceof Event.Answer reply && reply.request() == requests) {
        answer = text;
      } else {
        heard.add(text);
      }
    }
  }

  static Signal message(String text) {
    return new Signal.Message(Utf8.of(text));
  }

  @Override
  public String toString() {
    return id;
  }
}
