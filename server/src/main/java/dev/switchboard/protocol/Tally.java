// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol;

import dev.switchboard.hub.HubListener;
import dev.switchboard.hub.Refusal;
import dev.switchboard.net.CloseReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/// Counts what happened: peers, rooms, messages, refusals and closes, each by its kind. Any thread;
/// a count costs a few nanoseconds.
public final class Tally implements HubListener {
  private final LongAdder peers = new LongAdder();
  private final LongAdder rooms = new LongAdder();
  private final LongAdder relayed = new LongAdder();
  private final LongAdder received = new LongAdder();
  private final Map<Refusal, LongAdder> refused = adders(Refusal.class);
  private final Map<CloseReason, LongAdder> closed = adders(CloseReason.class);

  @Override
  public void peerAttached() {
    peers.increment();
  }

  @Override
  public void peerEnded() {
    peers.decrement();
  }

  @Override
  public void roomOpened() {
    rooms.increment();
  }

  @Override
  public void roomRetired() {
    rooms.decrement();
  }

  @Override
  public void relayed(int recipients) {
    received.increment();
    relayed.add(recipients);
  }

  @Override
  public void refused(Refusal why) {
    adder(refused, why).increment();
  }

  public void closed(CloseReason reason) {
    adder(closed, reason).increment();
  }

  /// Peers that are here now, and rooms, and messages since the start.
  public long peers() {
    return peers.sum();
  }

  public long rooms() {
    return rooms.sum();
  }

  public long relayed() {
    return relayed.sum();
  }

  /// The same messages, once each.
  public long received() {
    return received.sum();
  }

  public long refusals(Refusal why) {
    return adder(refused, why).sum();
  }

  public long closes(CloseReason reason) {
    return adder(closed, reason).sum();
  }

  private static <K extends Enum<K>> LongAdder adder(Map<K, LongAdder> adders, K kind) {
    return Objects.requireNonNull(adders.get(kind));
  }

  /// One for each constant, so that the map is never written again.
  private static <K extends Enum<K>> Map<K, LongAdder> adders(Class<K> kinds) {
    Map<K, LongAdder> adders = new EnumMap<>(kinds);
    for (K kind : kinds.getEnumConstants()) {
      adders.put(kind, new LongAdder());
    }
    return adders;
  }
}
