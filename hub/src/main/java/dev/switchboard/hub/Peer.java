// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import dev.switchboard.text.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One participant: an id, a description, an outbox. It may outlive its connection for a while, so
/// that it can come back.
///
/// ```
///   ATTACHED ──suspend──▶ SUSPENDED ──grace over──▶ ENDED
///       ▲ └──────────────────│─── end ────────────▶
///       └──────resume────────┘
/// ```
///
/// Its rooms belong to whoever made the last step: the connection's event loop while it is
/// attached, and the one thread that won the step to ENDED after that. The rest may be read by any
/// thread.
public final class Peer {
  enum State {
    ATTACHED,
    SUSPENDED,
    ENDED
  }

  private final PeerId id;
  private final Outbox outbox;
  private final AtomicReference<State> state = new AtomicReference<>(State.ATTACHED);
  private final List<Room> rooms = new ArrayList<>(2);
  private volatile @Nullable PeerId handle;
  private volatile Utf8 about;
  private volatile Status status = Status.AVAILABLE;
  private volatile boolean connected = true;
  private volatile long suspension;
  private volatile @Nullable Object session;

  Peer(PeerId id, Utf8 about, Limits.Waiting limits) {
    this.id = id;
    this.about = about;
    this.outbox = new Outbox(limits);
  }

  public PeerId id() {
    return id;
  }

  public Outbox outbox() {
    return outbox;
  }

  /// What the peer's dialect keeps with it for as long as it lives, across connections; null when
  /// nothing.
  public @Nullable Object session() {
    return session;
  }

  public void session(Object session) {
    this.session = session;
  }

  boolean attached() {
    return state.get() == State.ATTACHED;
  }

  public boolean ended() {
    return state.get() == State.ENDED;
  }

  Utf8 about() {
    return about;
  }

  void about(Utf8 about) {
    this.about = about;
  }

  Status status() {
    return status;
  }

  void status(Status status) {
    this.status = status;
  }

  @Nullable PeerId handle() {
    return handle;
  }

  /// The board's business only.
  void handle(@Nullable PeerId handle) {
    this.handle = handle;
  }

  void connected(boolean connected) {
    this.connected = connected;
  }

  List<Room> rooms() {
    return rooms;
  }

  boolean step(State from, State to) {
    return state.compareAndSet(from, to);
  }

  /// Which suspension this is, so that the end of an earlier one's grace is told apart.
  long suspension() {
    return suspension;
  }

  /// Owner only.
  long nextSuspension() {
    long next = suspension + 1;
    suspension = next;
    return next;
  }

  void tell(Event event) {
    outbox.offer(event);
  }

  /// Empty where there is none.
  Utf8 handleText() {
    PeerId name = handle;
    return name == null ? Utf8.EMPTY : name.text();
  }

  Member asMember() {
    return new Member(id, handleText(), about, connected);
  }
}
