// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import dev.switchboard.hub.Peer;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// What outlives a connection: the peer, both counts of frames and what may have to be sent again.
/// Kept with its [Peer], so it is gone when the peer is.
///
/// It belongs to the dialect in [#owner], on that one's event loop, or to nobody. Only who finds
/// nobody there may take it.
final class PlainSession {
  private final Peer peer;
  private final boolean numbered;
  private final Replay replay;
  private final AtomicReference<@Nullable PlainDialect> owner;
  private long received;

  PlainSession(Peer peer, boolean numbered, int replayBytes, PlainDialect owner) {
    this.peer = peer;
    this.numbered = numbered;
    this.replay = new Replay(replayBytes);
    this.owner = new AtomicReference<>(owner);
  }

  Peer peer() {
    return peer;
  }

  /// Whether both sides number their frames, so that the session can be resumed.
  boolean numbered() {
    return numbered;
  }

  Replay replay() {
    return replay;
  }

  AtomicReference<@Nullable PlainDialect> owner() {
    return owner;
  }

  /// The highest number received.
  long received() {
    return received;
  }

  void received(long number) {
    received = number;
  }
}
