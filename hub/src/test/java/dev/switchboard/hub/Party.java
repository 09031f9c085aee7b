// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// What the guests of one realm share: who is there now, by number, which rooms they visit, and
/// where their histories are kept.
record Party(
    Realm realm,
    AtomicReferenceArray<PeerId> names,
    List<RoomName> rooms,
    Queue<History> histories) {

  Party(Realm realm, int guests, List<RoomName> rooms) {
    this(realm, new AtomicReferenceArray<>(guests), rooms, new ConcurrentLinkedQueue<>());
  }
}
