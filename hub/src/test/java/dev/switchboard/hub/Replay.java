// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import dev.switchboard.text.Utf8;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Replays what one peer saw and notes where a promise was broken.
final class Replay {
  private final PeerId owner;
  private final List<String> broken;
  private final Map<RoomName, Visit> visits = new HashMap<>();
  private final Map<PeerId, Long> numbers = new HashMap<>();

  Replay(PeerId owner, List<String> broken) {
    this.owner = owner;
    this.broken = broken;
  }

  void heard(Event event) {
    switch (event) {
      case Event.Joined it -> joined(it);
      case Event.PeerJoined it -> {
        if (!visit(it.room()).enter(it.member().id())) {
          breach("b", it.member().id() + " joined " + it.room() + " twice");
        }
      }
      case Event.PeerLeft it -> {
        from(it.room(), it.peer());
        visit(it.room()).leave(it.peer());
      }
      case Event.PeerChanged it -> from(it.room(), it.peer());
      case Event.PeerDisconnected it -> from(it.room(), it.peer());
      case Event.PeerReconnected it -> from(it.room(), it.peer());
      case Event.ReceivedInRoom it -> {
        from(it.room(), it.from());
        numbered(it.from(), it.signal().text());
      }
      case Event.Received it -> numbered(it.from(), it.signal().text());
      case Event.Chatted it -> chatted(it.room(), it.message());
      default -> {}
    }
  }

  void left(RoomName room) {
    visits.remove(room);
  }

  private void joined(Event.Joined it) {
    Visit visit = new Visit();
    visit.enter(owner);
    it.others().forEach(member -> visit.enter(member.id()));
    visit.line = it.chat().isEmpty() ? 0 : it.chat().getLast().number();
    visits.put(it.room(), visit);
  }

  private void chatted(RoomName room, ChatMessage message) {
    from(room, message.from());
    numbered(message.from(), message.text());
    Visit visit = visit(room);
    if (visit.line != 0 && message.number() != visit.line + 1) {
      breach("d", "line " + message.number() + " of " + room + " after line " + visit.line);
    }
    visit.line = message.number();
  }

  private void from(RoomName room, PeerId sender) {
    Visit visit = visits.get(room);
    if (visit == null) {
      breach("c", "something from " + room + " while not in it");
    } else if (visit.gone.contains(sender)) {
      breach("c", "something from " + sender + " after it left " + room);
    } else if (!visit.present.contains(sender)) {
      breach("b", "something from " + sender + " before it joined " + room);
    }
  }

  private void numbered(PeerId sender, Utf8 text) {
    long number = Long.parseLong(text.toString());
    Long before = numbers.put(sender, number);
    if (before != null && before >= number) {
      breach("a", "number " + number + " of " + sender + " after number " + before);
    }
  }

  private Visit visit(RoomName room) {
    return visits.getOrDefault(room, new Visit());
  }

  private void breach(String promise, String what) {
    broken.add(promise + ": " + owner + " saw " + what);
  }

  /// One stay in a room.
  private static final class Visit {
    final Set<PeerId> present = new HashSet<>();
    final Set<PeerId> gone = new HashSet<>();

    /// The last line of its chat that was seen, or 0.
    long line;

    boolean enter(PeerId peer) {
      gone.remove(peer);
      return present.add(peer);
    }

    void leave(PeerId peer) {
      present.remove(peer);
      gone.add(peer);
    }
  }
}
