// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import dev.switchboard.text.Utf8;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;

/// One peer of a storm of calls, driven by one thread: rings others and answers at random, and
/// knows from what it is told alone which of its calls ring.
///
/// Each call must end exactly once for each side. What else it hears is an error.
final class Caller {
  private final Realm realm;
  private final List<PeerId> others;
  private final SplittableRandom random;
  private final Peer peer;
  private final Set<CallId> outgoing = new LinkedHashSet<>();
  private final Set<CallId> incoming = new LinkedHashSet<>();
  private int met;

  Caller(Realm realm, String id, List<PeerId> others, SplittableRandom random) {
    this.realm = realm;
    this.others = others;
    this.random = random;
    this.peer = realm.peer(id).peer();
  }

  void acts() {
    switch (random.nextInt(6)) {
      case 0 -> {
        if (answers(incoming, call -> new Command.Accept(call, Utf8.EMPTY))) {
          met++;
        }
      }
      case 1 -> answers(incoming, call -> new Command.Decline(call, CallEnd.DECLINED));
      case 2 -> answers(outgoing, Command.Cancel::new);
      default -> rings();
    }
    reads();
  }

  void reads() {
    Events.of(peer).all().forEach(this::hears);
  }

  void ends() {
    realm.hub.end(peer);
    reads();
  }

  /// How often it met somebody.
  int met() {
    return met;
  }

  Set<CallId> stillRinging() {
    Set<CallId> all = new LinkedHashSet<>(outgoing);
    all.addAll(incoming);
    return all;
  }

  private void rings() {
    PeerId to = others.get(random.nextInt(others.size()));
    realm.hub.submit(peer, new Command.Ring(to, Utf8.EMPTY), 0);
  }

  /// Answers the call that rings longest. False where there is none, or it ended before that.
  private boolean answers(Set<CallId> calls, Function<CallId, Command> answer) {
    reads();
    if (calls.isEmpty()) {
      return false;
    }
    CallId call = calls.iterator().next();
    realm.hub.submit(peer, answer.apply(call), 1);
    Events events = Events.of(peer);
    boolean done = events.has(Event.Done.class);
    if (done) {
      ended(calls, call);
    }
    events.all().forEach(this::hears);
    return done;
  }

  private void hears(Event event) {
    switch (event) {
      case Event.Rung it -> outgoing.add(it.call());
      case Event.RingReceived it -> incoming.add(it.call());
      case Event.Met it -> {
        ended(incoming, it.call());
        met++;
      }
      case Event.CallAccepted it -> {
        ended(outgoing, it.call());
        met++;
      }
      case Event.CallEnded it ->
          ended(outgoing.contains(it.call()) ? outgoing : incoming, it.call());
      case Event.Refused _, Event.Done _ -> {}
      default -> throw new AssertionError(peer.id() + " was told " + event);
    }
  }

  private void ended(Set<CallId> calls, CallId call) {
    if (!calls.remove(call)) {
      throw new AssertionError("call " + call + " of " + peer.id() + " ended twice, or never rang");
    }
  }
}
