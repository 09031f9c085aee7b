// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import dev.switchboard.text.Utf8;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// One of a crowd, driven by a single thread as an event loop drives its peers: does something at
/// random and keeps the history of what it saw. When its peer ends, it comes back as another.
final class Guest {
  private static final long LEAVING = 1;

  private final Realm realm;
  private final int number;
  private final AtomicReferenceArray<PeerId> names;
  private final List<RoomName> rooms;
  private final SplittableRandom random;
  private final Queue<History> histories;
  private Peer peer;
  private History history;
  private boolean away;
  private int lives;
  private long said;

  Guest(Party party, int number, SplittableRandom random) {
    this.realm = party.realm();
    this.names = party.names();
    this.rooms = party.rooms();
    this.histories = party.histories();
    this.number = number;
    this.random = random;
    arrive();
  }

  void acts() {
    if (away) {
      maybeComesBack();
      return;
    }
    RoomName room = rooms.get(random.nextInt(rooms.size()));
    acts(random.nextInt(100), room);
    if (!away && random.nextInt(4) > 0) {
      reads();
    }
  }

  void reads() {
    for (Event event = peer.outbox().poll(); event != null; event = peer.outbox().poll()) {
      history.heard(event);
    }
  }

  void ends() {
    realm.hub.end(peer);
    reads();
    arrive();
  }

  void goesHome() {
    realm.hub.end(peer);
    reads();
  }

  private void acts(int percent, RoomName room) {
    if (percent < 25) {
      asks(new Command.Say(room, next()));
    } else if (percent < 40) {
      asks(new Command.Tell(room, somebody(), next()));
    } else if (percent < 60) {
      asks(new Command.Chat(room, next().text()));
    } else if (percent < 65) {
      asks(new Command.Send(somebody(), next()));
    } else if (percent < 80) {
      asks(new Command.Join(room));
    } else if (percent < 93) {
      leaves(room);
    } else if (percent < 95) {
      asks(new Command.Describe(next().text()));
    } else if (percent < 99) {
      breaks();
    } else {
      ends();
    }
  }

  private void leaves(RoomName room) {
    realm.hub.submit(peer, new Command.Leave(room), LEAVING);
    readsToTheAnswer();
    history.left(room);
  }

  /// An outbox may look empty while somebody is in the middle of an offer, so that what was told
  /// before is not there yet: only the answer tells that all of it is.
  private void readsToTheAnswer() {
    while (!peer.outbox().overflowed()) {
      Event event = peer.outbox().poll();
      if (event == null) {
        Thread.onSpinWait();
        continue;
      }
      history.heard(event);
      if (event instanceof Event.Answer answer && answer.request() == LEAVING) {
        return;
      }
    }
  }

  private void breaks() {
    realm.hub.suspend(peer);
    away = true;
  }

  private void maybeComesBack() {
    if (random.nextInt(50) == 0) {
      ends();
    } else if (random.nextInt(3) == 0) {
      away = false;
      boolean back = realm.hub.resume(peer, () -> {});
      reads();
      if (!back) {
        arrive();
      }
    }
  }

  private void arrive() {
    PeerId id = PeerId.of("guest-" + number + "-" + lives++);
    if (!(realm.hub.attach(id, Utf8.EMPTY, () -> {}) instanceof Attachment.Attached(Peer it))) {
      throw new AssertionError("no place for " + id);
    }
    peer = it;
    history = new History(id);
    histories.add(history);
    names.set(number, id);
    away = false;
  }

  private void asks(Command command) {
    realm.hub.submit(peer, command, Hub.NO_REQUEST);
  }

  private PeerId somebody() {
    PeerId id = names.get(random.nextInt(names.length()));
    return id == null ? peer.id() : id;
  }

  private Signal next() {
    return new Signal.Message(Utf8.of(Long.toString(++said)));
  }
}
