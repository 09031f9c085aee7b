// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.text.Utf8;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A million visits, and nothing is left of them.
final class LeakTest {
  private static final int THREADS = 4;
  private static final int VISITS = 250_000;
  private static final int PEERS = 20;

  private static final List<RoomName> ROOMS =
      IntStream.range(0, 100).mapToObj(i -> RoomName.of("room-" + i)).toList();

  @Test
  void nothingIsLeftOfAMillionVisits() {
    Realm realm = new Realm(Bounds.WIDE);
    Crowd.of(THREADS, thread -> visit(realm, thread, new SplittableRandom(thread)));
    realm.passes(Duration.ofHours(1));
    assertThat(realm.hub.residue()).isZero();
    assertThat(realm.tally.attached).hasValue(realm.tally.ended.get());
    assertThat(realm.tally.opened).hasValue(realm.tally.retired.get());
    assertThat(realm.tally.opened).hasPositiveValue();
  }

  private static void visit(Realm realm, int thread, SplittableRandom random) {
    Peer[] peers = new Peer[PEERS];
    for (int i = 0; i < VISITS; i++) {
      int seat = i % PEERS;
      if (peers[seat] == null) {
        peers[seat] = arrive(realm, thread + "-" + i);
      }
      Peer peer = peers[seat];
      RoomName room = ROOMS.get(random.nextInt(ROOMS.size()));
      submit(realm, peer, new Command.Join(room));
      submit(realm, peer, new Command.Leave(room));
      while (peer.outbox().poll() != null) {}
      if (random.nextInt(50) == 0) {
        peers[seat] = parts(realm, peer, random) ? null : peer;
      }
    }
    for (Peer peer : peers) {
      realm.hub.end(peer);
    }
  }

  /// Leaves something behind that must be cleared when the peer ends, and often ends it. True when
  /// the peer is not to be used again.
  private static boolean parts(Realm realm, Peer peer, SplittableRandom random) {
    submit(realm, peer, new Command.Join(ROOMS.getFirst()));
    submit(realm, peer, new Command.Claim(PeerId.of("handle-" + random.nextInt(8))));
    submit(realm, peer, new Command.Watch());
    submit(realm, peer, new Command.Ring(PeerId.of("handle-" + random.nextInt(8)), Utf8.EMPTY));
    switch (random.nextInt(4)) {
      case 0 -> realm.hub.end(peer);
      case 1 -> realm.hub.suspend(peer);
      case 2 -> {
        realm.hub.suspend(peer);
        return !realm.hub.resume(peer, () -> {});
      }
      default -> {
        return false;
      }
    }
    realm.passes(Duration.ofSeconds(1));
    return true;
  }

  private static Peer arrive(Realm realm, String id) {
    return switch (realm.hub.attach(PeerId.of(id), Utf8.EMPTY, () -> {})) {
      case Attachment.Attached(Peer peer) -> peer;
      case Attachment.Taken _, Attachment.Full _ -> throw new AssertionError("no place for " + id);
    };
  }

  private static void submit(Realm realm, Peer peer, Command command) {
    realm.hub.submit(peer, command, Hub.NO_REQUEST);
  }
}
