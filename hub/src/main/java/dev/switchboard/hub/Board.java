// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gives out handles, lists who has one, and tells those who watch. A monitor, like [Room].
///
/// Only so many people are listed; those above can still be rung by name.
final class Board {
  private final Directory directory;
  private final int most;
  private final Map<Peer, PeerId> people = new LinkedHashMap<>();
  private final Set<Peer> watchers = new LinkedHashSet<>();

  Board(Directory directory, int most) {
    this.directory = directory;
    this.most = most;
  }

  /// Gives the peer this handle in place of the one it has. Where somebody else has it, only if
  /// that is the named holder: then both are one person, seen elsewhere now. False when the handle
  /// is taken.
  synchronized boolean claim(Peer peer, PeerId handle, @Nullable PeerId from, long request) {
    if (!moves(peer, handle, from)) {
      return false;
    }
    // Told in here, since somebody else may take the handle over at once, and `HandleLost` follows.
    if (request != Hub.NO_REQUEST) {
      peer.tell(new Event.Claimed(request, handle));
    }
    return true;
  }

  synchronized void release(Peer peer) {
    PeerId handle = peer.handle();
    if (handle != null) {
      peer.handle(null);
      free(handle, peer);
      unlist(peer);
    }
  }

  /// False when too many watch already.
  synchronized boolean watch(Peer peer, long request) {
    if (!watchers.contains(peer) && watchers.size() >= most) {
      return false;
    }
    watchers.add(peer);
    List<Person> list = new ArrayList<>(people.size());
    people.forEach((person, handle) -> list.add(shown(person, handle)));
    peer.tell(new Event.Watching(request, list));
    return true;
  }

  synchronized void unwatch(Peer peer) {
    watchers.remove(peer);
  }

  /// The peer's description or status changed.
  synchronized void changed(Peer peer) {
    PeerId handle = people.get(peer);
    if (handle != null) {
      tell(new Event.PersonChanged(shown(peer, handle), new Memo()));
    }
  }

  synchronized int count() {
    return people.size() + watchers.size();
  }

  private boolean moves(Peer peer, PeerId handle, @Nullable PeerId from) {
    Peer holder = directory.take(handle, peer);
    if (holder == peer) {
      replaceHandle(peer, handle);
      list(peer, handle);
      return true;
    }
    if (!holder.id().equals(from)
        || !handle.equals(holder.handle())
        || handle.equals(holder.id())) {
      return false;
    }
    directory.move(handle, holder, peer);
    holder.handle(null);
    holder.tell(new Event.HandleLost(handle));
    replaceHandle(peer, handle);
    moveListing(handle, holder, peer);
    return true;
  }

  private void replaceHandle(Peer peer, PeerId handle) {
    PeerId before = peer.handle();
    if (before != null && !before.equals(handle)) {
      free(before, peer);
      unlist(peer);
    }
    peer.handle(handle);
  }

  /// A peer that goes by its very id, as in dialects with nothing else, keeps that while it lives.
  private void free(PeerId handle, Peer peer) {
    if (!handle.equals(peer.id())) {
      directory.free(handle, peer);
    }
  }

  private void list(Peer peer, PeerId handle) {
    if (!people.containsKey(peer) && people.size() < most) {
      people.put(peer, handle);
      tell(new Event.PersonOnline(shown(peer, handle), new Memo()));
    }
  }

  private void unlist(Peer peer) {
    PeerId handle = people.remove(peer);
    if (handle != null) {
      tell(new Event.PersonOffline(handle, new Memo()));
    }
  }

  private void moveListing(PeerId handle, Peer from, Peer to) {
    if (people.remove(from, handle)) {
      people.put(to, handle);
      tell(new Event.PersonChanged(shown(to, handle), new Memo()));
    } else {
      list(to, handle);
    }
  }

  private void tell(Event event) {
    for (Peer watcher : watchers) {
      watcher.tell(event);
    }
  }

  private static Person shown(Peer peer, PeerId handle) {
    return new Person(handle, peer.id(), peer.status(), peer.about());
  }
}
