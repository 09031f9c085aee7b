// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.Corpus;
import dev.switchboard.turn.stun.Draft;
import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.IpAddress;
import dev.switchboard.turn.stun.StunClass;
import dev.switchboard.turn.stun.StunMethod;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Who plays in a run of the fuzzer, and what they begin with. Every third client is on a stream,
/// every fourth has an IPv6 address, one is no user.
final class FuzzCast {
  final List<FuzzClient> clients = new ArrayList<>();
  final List<Endpoint> peers = new ArrayList<>();
  final List<Draft> samples = new ArrayList<>();

  /// Which user was last told that a relay is theirs.
  private final Map<Endpoint, String> told = new HashMap<>();

  final List<byte[]> raw = new ArrayList<>(Corpus.requests());

  private final boolean overTcp;

  /// @param overTcp whether relays over TCP are asked for too; they are real sockets, and slow
  FuzzCast(Random random, boolean overTcp) {
    this.overTcp = overTcp;
    for (byte[] packet : raw) {
      if ((packet[0] & 0xc0) == 0) {
        Draft sample = Draft.of(packet);
        samples.addAll(Collections.nCopies(weight(sample), sample));
      }
    }
    samples.addAll(moving());
    if (overTcp) {
      samples.addAll(overTcp());
    }
    raw.addAll(Corpus.answers());
    int[] connection = {0};
    byte[][] ticket = {new byte[0]};
    for (int i = 0; i < 24; i++) {
      boolean v6 = i % 4 == 3;
      Endpoint address = RelayTest.at(v6 ? "::1" : "127.0.1." + i, 50_000 + i);
      String user = i == 0 ? "eve" : "lab" + i % 5;
      clients.add(
          new FuzzClient(address, user, 1 + i % 2, random).sharing(connection, ticket, told));
    }
    addPeers();
  }

  /// Mostly such as may be reached.
  private void addPeers() {
    for (int i = 1; i <= 10; i++) {
      peers.add(RelayTest.at("127.0.0." + i, 1000 + i));
    }
    peers.add(RelayTest.at("::1", 1000));
    peers.add(RelayTest.at("::1", 2000));
    peers.addAll(List.copyOf(peers));
    peers.add(RelayTest.at("127.0.0.1", 0));
    peers.add(RelayTest.at("10.0.0.1", 80));
    peers.add(RelayTest.at("2001:db8::1", 80));
    peers.add(new Endpoint(IpAddress.v6(0, 0xffff_7f00_0001L), 80));
  }

  /// Clients begin often and go on for long.
  private static int weight(Draft sample) {
    boolean allocates = sample.type() == StunMethod.ALLOCATE.type(StunClass.REQUEST);
    return allocates ? 1 : 6;
  }

  /// What RFC 8016 adds: allocations that may move, and moves.
  private List<Draft> moving() {
    List<Draft> more = new ArrayList<>();
    for (Draft sample : samples) {
      if (sample.type() == StunMethod.ALLOCATE.type(StunClass.REQUEST)
          || sample.type() == StunMethod.REFRESH.type(StunClass.REQUEST)) {
        more.add(sample.copy().add(0x8030, new byte[0]));
      }
    }
    return more;
  }

  /// The client itself, or one of the same user, from whom an allocation may have moved. Relays
  /// over TCP have the same numbers as those over UDP: with them, nobody can tell.
  boolean mayOwn(FuzzClient owner, Endpoint relay) {
    return overTcp || owner.user().equals(told.get(relay));
  }

  /// What RFC 6062 adds, made of a CreatePermission.
  private List<Draft> overTcp() {
    Draft signed =
        samples.stream()
            .filter(sample -> sample.type() == StunMethod.CREATE_PERMISSION.type(StunClass.REQUEST))
            .findFirst()
            .orElseThrow();
    Draft allocate = signed.copy().rename(0x0003).add(0x0019, new byte[] {6, 0, 0, 0});
    Draft connect = signed.copy().rename(0x000a);
    Draft bind = signed.copy().rename(0x000b).add(0x002a, new byte[4]);
    return List.of(allocate, allocate, connect, connect, connect, bind, bind, bind);
  }
}
