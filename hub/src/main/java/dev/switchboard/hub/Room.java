// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import dev.switchboard.text.Utf8;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The members of one room, and who waits at its door. A monitor: each method runs alone, and only
/// moves events into outboxes, so that every member sees the same broadcasts in the same order,
/// nobody hears a member before its `PeerJoined`, and nobody after its `PeerLeft`.
///
/// A room has an order ([Charter]) where somebody asked for one, and is everybody's alike where
/// nobody did. When the last member leaves, the room retires, once and for good, and who comes
/// after that opens a new one under the same name; but one that has an owner is kept a while.
///
/// A peer's list of rooms is its owner's alone. So who waits has the room in that list already, and
/// who was put out by somebody else still has it: [#concerns] tells.
final class Room {
  private final RoomName name;
  private final RoomFrame frame;
  private final ChatHistory chat;
  private final Members members = new Members();
  private final Hands hands = new Hands();
  private final Knockers knockers = new Knockers();
  private @Nullable Charter charter;
  private boolean retired;

  /// Counts how often everybody had left, so that an earlier time's end is told apart.
  private long emptied;

  Room(RoomName name, RoomFrame frame, @Nullable Charter charter) {
    this.name = name;
    this.frame = frame;
    this.chat = new ChatHistory(frame.limits().history());
    this.charter = charter;
  }

  RoomName name() {
    return name;
  }

  /// Lets the peer in, or lets it wait, if the rules say so. The others hear of it before the
  /// newcomer gets its answer. Owner of the peer only.
  synchronized Entry enter(Peer peer, long request, Visit visit) {
    if (retired) {
      return Entry.RETIRED;
    }
    if (members.holds(peer)) {
      peer.tell(joined(peer, request, visit.wall()));
      return Entry.IN;
    }
    if (knockers.holds(peer)) {
      peer.tell(new Event.Waiting(request, name, hosts()));
      return Entry.WAITING;
    }
    Charter order = orderFor(visit);
    long holder = order == null ? 0 : visit.holder(frame.tickets());
    Entry entry = judge(order, peer, holder, visit);
    if (entry == Entry.IN) {
      noteIn(peer);
      seat(peer, holder, joined -> joined, request, visit.wall());
    } else if (entry == Entry.WAITING) {
      noteIn(peer);
      knockers.add(new Knocker(peer, holder));
      tellHosts(new Event.Knocked(name, peer.asMember(), new Memo()));
      peer.tell(new Event.Waiting(request, name, hosts()));
    }
    return entry;
  }

  /// No more of the peer, member or not.
  synchronized Remains leave(Peer peer) {
    peer.rooms().remove(this);
    if (knockers.remove(peer)) {
      tellHosts(new Event.KnockEnded(name, peer.id(), new Memo()));
    } else if (members.holds(peer)) {
      part(peer, false);
    } else {
      return retired ? Remains.NOTHING : Remains.PEOPLE;
    }
    return remains();
  }

  /// What hosts do, and hands.
  synchronized Ruling carryOut(Peer peer, Command.Chairing command, long nanos, long wall) {
    if (!members.holds(peer)) {
      return Ruling.NOT_IN_ROOM;
    }
    return switch (command) {
      case Command.RaiseHand _ -> {
        Hand hand = hands.raise(peer.id(), wall);
        if (hand != null) {
          members.tellAll(new Event.HandRaised(name, hand, new Memo()));
        }
        yield Ruling.DONE;
      }
      case Command.LowerHand it when it.peer().equals(peer.id()) -> lowerHand(it.peer());
      case Command.LowerHand _,
          Command.Admit _,
          Command.Deny _,
          Command.Govern _,
          Command.Ask _,
          Command.AskAll _,
          Command.Remove _,
          Command.Appoint _,
          Command.End _ -> {
        Charter order = charter;
        yield order == null
            ? Ruling.NOT_HOST
            : new Chair(this, order, nanos, wall).rule(peer, command);
      }
    };
  }

  /// Passes a signal to all other members. Returns how many, or -1 when the sender is not one of
  /// them.
  synchronized int say(Peer from, Signal signal) {
    return members.holds(from) ? members.tellOthers(from, received(from, signal)) : -1;
  }

  /// The same from anybody, unless the room has an order: then from members. Returns how many were
  /// told.
  synchronized int post(Peer from, Signal signal) {
    return charter == null || members.holds(from)
        ? members.tellOthers(from, received(from, signal))
        : 0;
  }

  /// Passes a signal to one member. False when either of the two is none.
  synchronized boolean tell(Peer from, PeerId to, Signal signal) {
    Peer target = members.find(to);
    if (target == null || !members.holds(from)) {
      return false;
    }
    target.tell(received(from, signal));
    return true;
  }

  /// Tells every member, the sender too. Returns how many, or -1 when the sender is not one of
  /// them.
  synchronized int chat(Peer from, Utf8 text, long now) {
    if (!members.holds(from)) {
      return -1;
    }
    ChatMessage message = new ChatMessage(chat.next(), from.id(), from.about(), text, now);
    chat.add(message);
    members.tellAll(new Event.Chatted(name, message, new Memo()));
    return members.count();
  }

  synchronized void changed(Peer peer) {
    if (members.holds(peer)) {
      members.tellOthers(peer, new Event.PeerChanged(name, peer.id(), peer.about(), new Memo()));
    }
  }

  synchronized void disconnected(Peer peer) {
    if (members.holds(peer)) {
      members.tellOthers(peer, new Event.PeerDisconnected(name, peer.id(), new Memo()));
    }
  }

  synchronized void reconnected(Peer peer) {
    if (members.holds(peer)) {
      members.tellOthers(peer, new Event.PeerReconnected(name, peer.id(), new Memo()));
    }
  }

  synchronized int count() {
    return members.count();
  }

  /// Answers who is here. Where not everybody may come in, only members learn that.
  synchronized Event present(Peer asker, long request) {
    Rules rules = charter == null ? Rules.NONE : charter.rules();
    boolean told = !rules.closed() || members.holds(asker);
    List<Member> shown = told ? members.shown() : List.of();
    return new Event.Present(request, name, shown, members.count(), rules);
  }

  /// As the server's owner sees it.
  synchronized OpenRoom seen() {
    Rules rules = charter == null ? Rules.NONE : charter.rules();
    return new OpenRoom(name, members.count(), knockers.count(), frame.since(), rules);
  }

  /// The end for all, by the server's owner. False when nobody was there.
  synchronized boolean close() {
    if (retired || (members.isEmpty() && knockers.isEmpty())) {
      return false;
    }
    end();
    return true;
  }

  /// Whether the peer is a member, or waits to be one.
  synchronized boolean concerns(Peer peer) {
    return members.holds(peer) || knockers.holds(peer);
  }

  /// How often everybody had left until now.
  synchronized long emptied() {
    return emptied;
  }

  /// Ends a room that nobody came into since then. True when it retired with this.
  synchronized boolean retire(long since) {
    if (retired || emptied != since || !members.isEmpty() || !knockers.isEmpty()) {
      return false;
    }
    retired = true;
    return true;
  }

  // What follows runs inside of the monitor, and is for the chair, too.

  Members members() {
    return members;
  }

  Knockers knockers() {
    return knockers;
  }

  /// Somebody who waits comes in. False when the room is full.
  boolean admit(Knocker knocker, long wall) {
    if (members.count() >= frame.limits().rooms().members()) {
      return false;
    }
    stopWaiting(knocker);
    seat(knocker.peer(), knocker.holder(), Event.Admitted::new, Hub.NO_REQUEST, wall);
    return true;
  }

  void turnAway(Knocker knocker, Dismissal why) {
    stopWaiting(knocker);
    knocker.peer().tell(new Event.Dismissed(name, why));
  }

  void putOut(Peer peer, Dismissal why) {
    part(peer, true);
    peer.tell(new Event.Dismissed(name, why));
  }

  Ruling lowerHand(PeerId of) {
    if (hands.lower(of)) {
      members.tellAll(new Event.HandLowered(name, of, new Memo()));
    }
    return Ruling.DONE;
  }

  /// The end for all: nobody hears of anybody any more.
  void end() {
    Event over = new Event.Dismissed(name, Dismissal.ENDED);
    knockers.tell(over);
    members.tellAll(over);
    knockers.clear();
    members.clear();
    retired = true;
  }

  /// A member's role is another one now.
  void promoted(Charter order, PeerId peer, Role role) {
    members.tellAll(new Event.RoleChanged(name, peer, role, new Memo()));
    Peer member = members.find(peer);
    if (member != null && role != Role.GUEST) {
      knockers.show(name, member);
    }
    tellLobby(order);
  }

  /// A room that has none gets one when its host is back after a restart, and somebody came before.
  private @Nullable Charter orderFor(Visit visit) {
    if (charter == null && visit.restores() && visit.ticket().role() != Role.GUEST) {
      Charter order = new Charter(visit.ticket().session(), true);
      members.all().forEach(peer -> order.seat(peer.id(), frame.tickets().fresh()));
      charter = order;
      members.tellAll(new Event.RulesChanged(name, order.rules(), new Memo()));
    }
    return charter;
  }

  private Entry judge(@Nullable Charter order, Peer peer, long holder, Visit visit) {
    boolean claims = members.isEmpty() && (visit.brings().starts() || frame.policy().firstOwns());
    Entry entry = order == null ? Entry.IN : order.judge(peer.id(), holder, visit, claims);
    if (entry == Entry.IN && members.count() >= frame.limits().rooms().members()) {
      return Entry.FULL;
    }
    boolean crowded = knockers.count() >= frame.policy().bounds().lobby();
    return entry == Entry.WAITING && crowded ? Entry.LOBBY_FULL : entry;
  }

  private void noteIn(Peer peer) {
    if (!peer.rooms().contains(this)) {
      peer.rooms().add(this);
    }
  }

  private void seat(
      Peer peer, long holder, Function<Event.Joined, Event> answer, long request, long wall) {
    members.tellOthers(peer, new Event.PeerJoined(name, peer.asMember(), new Memo()));
    members.add(peer);
    Charter order = charter;
    Role role = order == null ? Role.GUEST : order.seat(peer.id(), holder);
    if (role != Role.GUEST) {
      members.tellOthers(peer, new Event.RoleChanged(name, peer.id(), role, new Memo()));
    }
    peer.tell(answer.apply(joined(peer, request, wall)));
    if (order != null && role != Role.GUEST) {
      hostCame(order, peer, wall);
    }
  }

  /// Hears who waits; and where nothing keeps them out any more, they come in behind him.
  private void hostCame(Charter order, Peer host, long wall) {
    if (!order.rules().closed()) {
      knockers.all().forEach(knocker -> admit(knocker, wall));
    }
    knockers.show(name, host);
    tellLobby(order);
  }

  private void tellLobby(Charter order) {
    if (!knockers.isEmpty()) {
      knockers.tell(new Event.LobbyWatched(name, members.hosts(order), new Memo()));
    }
  }

  private void stopWaiting(Knocker knocker) {
    knockers.remove(knocker.peer());
    tellHosts(new Event.KnockEnded(name, knocker.peer().id(), new Memo()));
  }

  private void part(Peer peer, boolean removed) {
    members.remove(peer);
    hands.lower(peer.id());
    members.tellOthers(peer, new Event.PeerLeft(name, peer.id(), removed, new Memo()));
    Charter order = charter;
    if (order != null) {
      boolean host = order.roleOf(peer.id()) != Role.GUEST;
      order.unseat(peer.id());
      if (host) {
        hostWent(order);
      }
    }
  }

  private void hostWent(Charter order) {
    if (frame.policy().passesOn() && !members.isEmpty() && order.hostsPresent().isEmpty()) {
      PeerId heir = members.all().getFirst().id();
      if (order.appoint(heir, Role.HOST)) {
        promoted(order, heir, Role.HOST);
        return;
      }
    }
    tellLobby(order);
  }

  private Remains remains() {
    if (!members.isEmpty() || !knockers.isEmpty()) {
      return Remains.PEOPLE;
    }
    emptied++;
    chat.clear();
    if (charter != null && charter.owned() && frame.policy().keep().isPositive()) {
      return Remains.RULES;
    }
    retired = true;
    return Remains.NOTHING;
  }

  private Event.ReceivedInRoom received(Peer from, Signal signal) {
    return new Event.ReceivedInRoom(name, from.id(), signal, new Memo());
  }

  private Event.Joined joined(Peer peer, long request, long wall) {
    return new Event.Joined(request, name, members.others(peer), chat.at(wall), order(peer, wall));
  }

  private Order order(Peer peer, long wall) {
    return charter == null
        ? new Order(Role.GUEST, Rules.NONE, List.of(), hands.raised(), Utf8.EMPTY)
        : charter.shownTo(
            peer.id(), hands.raised(), ticket -> frame.tickets().write(name, ticket), wall);
  }

  private List<Member> hosts() {
    return charter == null ? List.of() : members.hosts(charter);
  }

  private void tellHosts(Event event) {
    if (charter != null) {
      members.tellHosts(charter, event);
    }
  }
}
