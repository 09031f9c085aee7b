// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// One peer of a storm of claims, driven by one thread: claims, takes over and releases handles at
/// random, watches all the time, and knows from what it is told alone which handle it has and who
/// is online.
final class Claimant {
  private static final long RELEASE = 7;

  private final Realm realm;
  private final List<PeerId> handles;
  private final List<PeerId> others;
  private final SplittableRandom random;
  private final Peer peer;
  private final Map<PeerId, PeerId> online = new LinkedHashMap<>();
  private String handle = "";

  Claimant(
      Realm realm, PeerId id, List<PeerId> handles, List<PeerId> others, SplittableRandom random) {
    this.realm = realm;
    this.handles = handles;
    this.others = others;
    this.random = random;
    this.peer = realm.peer(id.toString()).peer();
    realm.hub.submit(peer, new Command.Watch(), 0);
  }

  void acts() {
    PeerId wanted = handles.get(random.nextInt(handles.size()));
    PeerId other = others.get(random.nextInt(others.size()));
    switch (random.nextInt(6)) {
      case 0 -> realm.hub.submit(peer, new Command.Release(), RELEASE);
      case 1 -> realm.hub.submit(peer, new Command.Claim(wanted), 0);
      case 2 -> realm.hub.submit(peer, new Command.SetStatus(Status.AWAY), 0);
      default -> realm.hub.submit(peer, new Command.Reclaim(wanted, other), 0);
    }
    reads();
  }

  void reads() {
    Events.of(peer).all().forEach(this::hears);
  }

  void ends() {
    realm.hub.end(peer);
  }

  Peer peer() {
    return peer;
  }

  /// The handle that it believes to have, or nothing.
  String handle() {
    return handle;
  }

  /// Who has which handle, as it heard.
  Map<PeerId, PeerId> online() {
    return online;
  }

  private void hears(Event event) {
    switch (event) {
      case Event.Claimed it -> handle = it.handle().toString();
      case Event.HandleLost it -> {
        expect(handle.equals(it.handle().toString()), event);
        handle = "";
      }
      case Event.Done it -> handle = it.request() == RELEASE ? "" : handle;
      case Event.Watching it -> it.people().forEach(who -> online.put(who.handle(), who.id()));
      case Event.PersonOnline it ->
          expect(online.put(it.person().handle(), it.person().id()) == null, event);
      case Event.PersonChanged it ->
          expect(online.put(it.person().handle(), it.person().id()) != null, event);
      case Event.PersonOffline it -> expect(online.remove(it.handle()) != null, event);
      case Event.Refused _ -> {}
      default -> expect(false, event);
    }
  }

  private void expect(boolean right, Event event) {
    if (!right) {
      throw new AssertionError(peer.id() + ", called " + handle + ", was told " + event);
    }
  }
}
