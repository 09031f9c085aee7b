// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import dev.switchboard.text.Utf8;
import java.util.List;

/// Everything a peer may be told. Events are immutable and shared between all their receivers.
///
/// An [Answer] names the request it answers, as the caller of [Hub#submit] numbered it.
public sealed interface Event {
  /// What an event of fixed size costs to keep, in bytes.
  int BASE = 64;

  /// What it costs to keep this event waiting, in bytes.
  default int weight() {
    return BASE;
  }

  /// Tells one peer how its request went.
  sealed interface Answer extends Event {
    long request();
  }

  /// The same for many peers: encoded once per dialect.
  sealed interface Broadcast extends Event {
    Memo memo();
  }

  record Done(long request) implements Answer {}

  record Refused(long request, Refusal why, String message) implements Answer {
    @Override
    public int weight() {
      return BASE + message.length();
    }
  }

  record Joined(
      long request, RoomName room, List<Member> others, List<ChatMessage> chat, Order order)
      implements Answer {
    @Override
    public int weight() {
      int sum = BASE + weightOf(others) + order.weight();
      for (ChatMessage message : chat) {
        sum += message.weight();
      }
      return sum;
    }
  }

  /// The knock was heard: who waits is told once it is [Admitted] or [Dismissed]. `hosts` are those
  /// who can let one in now.
  record Waiting(long request, RoomName room, List<Member> hosts) implements Answer {
    @Override
    public int weight() {
      return BASE + weightOf(hosts);
    }
  }

  /// Who is in the room that was asked about. Of a room that is not open to all, outsiders learn
  /// only how many there are: `members` is empty then.
  record Present(long request, RoomName room, List<Member> members, int count, Rules rules)
      implements Answer {
    @Override
    public int weight() {
      return BASE + weightOf(members);
    }
  }

  record Claimed(long request, PeerId handle) implements Answer {}

  record Watching(long request, List<Person> people) implements Answer {
    @Override
    public int weight() {
      int sum = BASE;
      for (Person person : people) {
        sum += weightOf(person);
      }
      return sum;
    }
  }

  /// The bell is on its way to the callee.
  record Rung(long request, CallId call) implements Answer {}

  /// Both rang each other: this is the call that came first, accepted, with its caller's data.
  record Met(long request, CallId call, Utf8 data) implements Answer {
    @Override
    public int weight() {
      return BASE + data.length();
    }
  }

  /// The STUN and TURN servers that the peer may use: an array of the W3C's `RTCIceServer`, good
  /// for so many seconds; zero where they never expire.
  record IceOffered(long request, Utf8 servers, long seconds) implements Answer {
    @Override
    public int weight() {
      return BASE + servers.length();
    }
  }

  record PeerJoined(RoomName room, Member member, Memo memo) implements Broadcast {
    @Override
    public int weight() {
      return weightOf(member);
    }
  }

  /// `removed` where a host put it out: then it does not come back by itself.
  record PeerLeft(RoomName room, PeerId peer, boolean removed, Memo memo) implements Broadcast {}

  record PeerChanged(RoomName room, PeerId peer, Utf8 about, Memo memo) implements Broadcast {
    @Override
    public int weight() {
      return BASE + about.length();
    }
  }

  /// The peer's connection broke; it may come back.
  record PeerDisconnected(RoomName room, PeerId peer, Memo memo) implements Broadcast {}

  record PeerReconnected(RoomName room, PeerId peer, Memo memo) implements Broadcast {}

  /// To hosts: somebody knocks.
  record Knocked(RoomName room, Member member, Memo memo) implements Broadcast {
    @Override
    public int weight() {
      return weightOf(member);
    }
  }

  /// To hosts: who knocked was let in or turned away, or gave up.
  record KnockEnded(RoomName room, PeerId peer, Memo memo) implements Broadcast {}

  /// To those who wait: who can let them in now.
  record LobbyWatched(RoomName room, List<Member> hosts, Memo memo) implements Broadcast {
    @Override
    public int weight() {
      return BASE + weightOf(hosts);
    }
  }

  /// Who waited is in: what [Joined] tells those who need not wait.
  record Admitted(Joined joined) implements Event {
    @Override
    public int weight() {
      return joined.weight();
    }
  }

  /// This peer is out of the room, or no longer waits for it.
  record Dismissed(RoomName room, Dismissal why) implements Event {}

  /// A host asks something of this peer.
  record Asked(RoomName room, PeerId from, Wish wish, Memo memo) implements Broadcast {}

  record RulesChanged(RoomName room, Rules rules, Memo memo) implements Broadcast {}

  record RoleChanged(RoomName room, PeerId peer, Role role, Memo memo) implements Broadcast {}

  record HandRaised(RoomName room, Hand hand, Memo memo) implements Broadcast {}

  record HandLowered(RoomName room, PeerId peer, Memo memo) implements Broadcast {}

  /// A signal that was addressed to this peer alone, outside of any room. `handle` is the sender's,
  /// empty where it has none.
  record Received(PeerId from, Utf8 handle, Signal signal) implements Event {
    @Override
    public int weight() {
      return BASE + signal.text().length();
    }
  }

  /// A signal that came through a room.
  record ReceivedInRoom(RoomName room, PeerId from, Signal signal, Memo memo) implements Broadcast {
    @Override
    public int weight() {
      return BASE + signal.text().length();
    }
  }

  record Chatted(RoomName room, ChatMessage message, Memo memo) implements Broadcast {
    @Override
    public int weight() {
      return BASE + message.weight();
    }
  }

  /// Another peer of the same person took the handle.
  record HandleLost(PeerId handle) implements Event {}

  record PersonOnline(Person person, Memo memo) implements Broadcast {
    @Override
    public int weight() {
      return weightOf(person);
    }
  }

  record PersonChanged(Person person, Memo memo) implements Broadcast {
    @Override
    public int weight() {
      return weightOf(person);
    }
  }

  record PersonOffline(PeerId handle, Memo memo) implements Broadcast {}

  record RingReceived(CallId call, Member caller, Utf8 data) implements Event {
    @Override
    public int weight() {
      return weightOf(caller) + data.length();
    }
  }

  record CallRinging(CallId call) implements Event {}

  record CallAccepted(CallId call, Utf8 data) implements Event {
    @Override
    public int weight() {
      return BASE + data.length();
    }
  }

  record CallEnded(CallId call, CallEnd reason) implements Event {}

  private static int weightOf(List<Member> members) {
    int sum = 0;
    for (Member member : members) {
      sum += weightOf(member);
    }
    return sum;
  }

  private static int weightOf(Member member) {
    return BASE + member.about().length();
  }

  private static int weightOf(Person person) {
    return BASE + person.about().length();
  }
}
