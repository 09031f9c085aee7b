// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import dev.switchboard.text.Utf8;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.SecretKey;

/// One hub with a clock of its own, and the peers that a test brings in.
final class Realm {
  final Clock clock = new Clock();
  final Tally tally = new Tally();
  final Hub hub;
  private final Map<CallId, Integer> calls = new HashMap<>();

  Realm() {
    this(Limits.DEFAULT);
  }

  Realm(Limits limits) {
    this.hub = new Hub(limits, tally, clock.time());
  }

  Realm(Limits limits, RoomPolicy policy) {
    this(limits, policy, Tickets.freshKey(), Duration.ZERO);
  }

  /// One that begins this long after others.
  Realm(Limits limits, RoomPolicy policy, SecretKey key, Duration later) {
    clock.pass(later);
    this.hub = new Hub(limits, tally, clock.time(), policy, key);
  }

  /// A new peer under this id, which describes itself by the same word.
  Wire peer(String id) {
    Wire wire = new Wire(this, id);
    switch (attach(id, wire::wake)) {
      case Attachment.Attached(Peer peer) -> wire.is(peer);
      case Attachment.Taken() -> throw new AssertionError(id + " is taken");
      case Attachment.Full() -> throw new AssertionError("no place for " + id);
    }
    return wire;
  }

  Attachment attach(String id) {
    return attach(id, () -> {});
  }

  /// What each peer adds to [Hub#residue].
  int perPeer() {
    int before = hub.residue();
    Wire probe = peer("probe");
    int perPeer = hub.residue() - before;
    probe.ends();
    return perPeer;
  }

  void passes(Duration duration) {
    clock.pass(duration);
    hub.tick();
  }

  /// How tests call a call, whose real id is random: by the order in which calls were first seen.
  int numberOf(CallId call) {
    return calls.computeIfAbsent(call, _ -> calls.size() + 1);
  }

  CallId call(int number) {
    return calls.entrySet().stream()
        .filter(entry -> entry.getValue() == number)
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  private Attachment attach(String id, Runnable wake) {
    return hub.attach(PeerId.of(id), Utf8.of(id), wake);
  }
}
