// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import dev.switchboard.text.Utf8;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The members of one room. A monitor: each method runs alone, and only moves events into outboxes,
/// so that every member sees the same broadcasts in the same order, nobody hears a member before
/// its `PeerJoined`, and nobody after its `PeerLeft`.
///
/// When the last member leaves, the room retires, once and for good; who comes after that opens a
/// new one under the same name.
final class Room {
  enum Entry {
    IN,
    FULL,
    RETIRED
  }

  private final RoomName name;
  private final Limits limits;
  private final ChatHistory chat;
  private final Map<PeerId, Peer> members = new LinkedHashMap<>(4);
  private boolean retired;

  Room(RoomName name, Limits limits) {
    this.name = name;
    this.limits = limits;
    this.chat = new ChatHistory(limits.history());
  }

  RoomName name() {
    return name;
  }

  /// Lets the peer in. The others hear of it before the newcomer gets its answer.
  synchronized Entry enter(Peer peer, long request, long now) {
    if (retired) {
      return Entry.RETIRED;
    }
    if (!members.containsKey(peer.id())) {
      if (members.size() >= limits.rooms().members()) {
        return Entry.FULL;
      }
      tellOthers(peer, new Event.PeerJoined(name, peer.asMember(), new Memo()));
      members.put(peer.id(), peer);
      peer.rooms().add(this);
    }
    peer.tell(new Event.Joined(request, name, others(peer), chat.at(now)));
    return Entry.IN;
  }

  /// True when the room retired with this.
  synchronized boolean leave(Peer peer) {
    members.remove(peer.id());
    peer.rooms().remove(this);
    tellOthers(peer, new Event.PeerLeft(name, peer.id(), new Memo()));
    retired = members.isEmpty();
    return retired;
  }

  /// Passes a signal to all other members. Returns how many, or -1 when the sender is not one of
  /// them.
  synchronized int say(Peer from, Signal signal) {
    return holds(from) ? post(from, signal) : -1;
  }

  /// The same from anybody. Returns how many were told.
  synchronized int post(Peer from, Signal signal) {
    return tellOthers(from, new Event.ReceivedInRoom(name, from.id(), signal, new Memo()));
  }

  /// Passes a signal to one member. False when either of the two is none.
  synchronized boolean tell(Peer from, PeerId to, Signal signal) {
    Peer target = members.get(to);
    if (target == null || !holds(from)) {
      return false;
    }
    target.tell(new Event.ReceivedInRoom(name, from.id(), signal, new Memo()));
    return true;
  }

  /// Tells every member, the sender too. Returns how many, or -1 when the sender is not one of
  /// them.
  synchronized int chat(Peer from, Utf8 text, long now) {
    if (!holds(from)) {
      return -1;
    }
    ChatMessage message = new ChatMessage(chat.next(), from.id(), from.about(), text, now);
    chat.add(message);
    tellAll(new Event.Chatted(name, message, new Memo()));
    return members.size();
  }

  synchronized void changed(Peer peer) {
    tellOthers(peer, new Event.PeerChanged(name, peer.id(), peer.about(), new Memo()));
  }

  synchronized void disconnected(Peer peer) {
    tellOthers(peer, new Event.PeerDisconnected(name, peer.id(), new Memo()));
  }

  synchronized void reconnected(Peer peer) {
    tellOthers(peer, new Event.PeerReconnected(name, peer.id(), new Memo()));
  }

  synchronized int count() {
    return members.size();
  }

  synchronized List<Member> members() {
    List<Member> list = new ArrayList<>(members.size());
    for (Peer member : members.values()) {
      list.add(member.asMember());
    }
    return list;
  }

  private boolean holds(Peer peer) {
    return members.get(peer.id()) == peer;
  }

  private List<Member> others(Peer peer) {
    List<Member> list = new ArrayList<>(members.size());
    for (Peer member : members.values()) {
      if (member != peer) {
        list.add(member.asMember());
      }
    }
    return list;
  }

  private int tellOthers(Peer peer, Event event) {
    int told = 0;
    for (Peer member : members.values()) {
      if (member != peer) {
        member.tell(event);
        told++;
      }
    }
    return told;
  }

  private void tellAll(Event event) {
    for (Peer member : members.values()) {
      member.tell(event);
    }
  }
}
