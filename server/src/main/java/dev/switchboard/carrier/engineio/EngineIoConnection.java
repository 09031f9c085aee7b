// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.engineio;

import dev.switchboard.net.CloseReason;
import dev.switchboard.net.Connection;
import dev.switchboard.text.Utf8;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One Engine.IO session, as a [Connection] for what rides on it. Lives on its home loop, that of
/// the request that began it; requests and the WebSocket of other loops hand over what they have.
///
/// ```
///   polling ──a WebSocket says 2probe, and then 5──▶ on a WebSocket
///      └──────────────────────┬───────────────────────────┘
///        OPEN ──close──▶ CLOSING (the next poll is told) ──▶ CLOSED
/// ```
final class EngineIoConnection implements Connection {
  private static final Logger LOG = LoggerFactory.getLogger(EngineIoConnection.class);

  /// How long a closed session waits for the poll that is to hear of it.
  private static final long LAST_POLL_SECONDS = 30;

  enum Phase {
    OPEN,
    CLOSING,
    CLOSED
  }

  private final String id;
  private final Sessions sessions;
  private final Sessions.Entry entry;
  private final EventExecutor home;
  private final EngineIoOptions options;
  private final Polling polling;
  private final Requests requests;
  private final Pulse pulse;
  private final PacketReader reader;
  private final Upgrade upgrade;
  private final Backlog backlog = new Backlog();
  private final AtomicBoolean woken = new AtomicBoolean();
  private Phase phase = Phase.OPEN;
  private boolean told;
  private volatile @Nullable SocketEar socket;
  private @Nullable Listener listener;

  EngineIoConnection(Sessions sessions, Sessions.Entry entry, EventExecutor home, Polling polling) {
    this.id = "eio-" + entry.number();
    this.sessions = sessions;
    this.entry = entry;
    this.home = home;
    this.options = sessions.options();
    this.polling = polling;
    this.requests = new Requests(this, polling);
    this.upgrade = new Upgrade(home, options.upgradeTimeout());
    this.pulse =
        new Pulse(
            home,
            options.heartbeat(),
            entry.revision(),
            this::ping,
            () -> guarded(() -> close(CloseReason.DEAD, "")));
    this.reader = new PacketReader(this, pulse);
  }

  int revision() {
    return entry.revision();
  }

  EngineIoHandshake handshake(Asked asked) {
    EngineIoHandshake said = asked.handshake();
    return new EngineIoHandshake(entry.sid(), said.revision(), said.query(), said.origin());
  }

  /// The session begins: says hello, then whatever its listener has to say.
  void begin(Listener listener, boolean upgradable) {
    this.listener = listener;
    backlog.addFirst(Packet.of(Packet.OPEN, sessions.hello(entry, upgradable)));
    SocketEar line = socket;
    if (line != null) {
      toSocket(line);
    }
    pulse.start();
  }

  /// Runs the task on the home loop: at once, where the caller is there.
  void run(Runnable task) {
    if (home.inEventLoop()) {
      guarded(task);
    } else {
      home.execute(() -> guarded(task));
    }
  }

  /// What comes over HTTP is heard here, on the home loop.
  Requests requests() {
    return requests;
  }

  // WebSocket

  /// The session begins on this one. Home loop.
  void on(SocketEar line) {
    socket = line;
  }

  /// A WebSocket that wants to take over from polling. Home loop.
  void probe(SocketEar line) {
    if (phase != Phase.OPEN || socket != null || !upgrade.claim(line)) {
      line.close(CloseReason.NORMAL, "");
    }
  }

  /// Home loop.
  void heard(SocketEar line, char type, Utf8 text) {
    if (line == socket) {
      if (!reader.packet(type, text)) {
        malformed(line);
      }
    } else if (upgrade.isBy(line)) {
      heardOfCandidate(line, type, text);
    }
  }

  private void heardOfCandidate(SocketEar line, char type, Utf8 text) {
    switch (upgrade.heard(line, type, text)) {
      // The client stops polling when this poll is answered, and then says 5.
      case PROBED -> answerPoll();
      case DONE -> {
        socket = line;
        polling.refuse();
        toSocket(line);
        hearer().writable();
      }
      case FAILED -> {}
    }
  }

  void heardBinary(SocketEar line, byte[] bytes, int offset, int length) {
    if (line == socket) {
      reader.binary(bytes, offset, length);
    } else if (upgrade.isBy(line)) {
      upgrade.drop(line);
    }
  }

  void malformed(SocketEar line) {
    if (line == socket) {
      finish(CloseReason.PROTOCOL_ERROR.code(), false);
      line.close(CloseReason.NORMAL, "");
    } else if (upgrade.isBy(line)) {
      upgrade.drop(line);
    }
  }

  void lost(SocketEar line, int code, boolean byPeer) {
    if (line == socket) {
      finish(code, byPeer);
    } else if (upgrade.isBy(line)) {
      upgrade.forget();
    }
  }

  void becameWritable() {
    if (phase == Phase.OPEN && writable()) {
      hearer().writable();
    }
  }

  Phase phase() {
    return phase;
  }

  boolean isOnSocket() {
    return socket != null;
  }

  boolean isBeingUpgraded() {
    return upgrade.isProbed();
  }

  /// The client is too late, though the clock has not been heard yet.
  boolean isOverdue() {
    return pulse.isOver();
  }

  /// Where the client's packets go, whatever brought them.
  PacketReader reader() {
    return reader;
  }

  Backlog backlog() {
    return backlog;
  }

  private void toSocket(SocketEar line) {
    backlog.take().forEach(line.line()::send);
    line.line().flush();
  }

  // Both

  /// The client closes in good order.
  void left() {
    polling.answer(Packet.NOOP);
    finish(CloseReason.NORMAL.code(), true);
    SocketEar line = socket;
    if (line != null) {
      line.close(CloseReason.NORMAL, "");
    }
  }

  private void ping() {
    queue(Packet.of(Packet.PING));
    flush();
  }

  void queue(Packet packet) {
    SocketEar line = socket;
    if (line != null) {
      line.line().send(packet);
    } else {
      backlog.add(packet);
    }
  }

  void answerPoll() {
    if (polling.isParked()) {
      if (!backlog.isEmpty()) {
        boolean full = backlog.isFull();
        polling.answer(backlog.take());
        if (full) {
          hearer().writable();
        }
      } else if (upgrade.isProbed()) {
        polling.answer(Packet.NOOP);
      }
    }
  }

  /// Told at the end of what the loop is doing, since it may be the listener that ends it.
  void finish(int code, boolean byPeer) {
    if (phase == Phase.CLOSED) {
      return;
    }
    phase = Phase.CLOSED;
    sessions.remove(entry);
    pulse.stop();
    upgrade.drop();
    polling.answer(Packet.CLOSE);
    backlog.clear();
    tell(code, byPeer);
  }

  /// Once, as soon as nothing more can be said, though the client may still have to hear of it.
  private void tell(int code, boolean byPeer) {
    if (!told) {
      told = true;
      home.execute(() -> guarded(() -> hearer().closed(code, byPeer)));
    }
  }

  void drain() {
    if (phase == Phase.OPEN) {
      hearer().drain();
    }
  }

  private void drainAtHome() {
    woken.set(false);
    drain();
  }

  void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("connection {}: bug", id, e);
      close(CloseReason.BUG, "");
    }
  }

  Listener hearer() {
    if (listener == null) {
      throw new IllegalStateException("session: no listener (expected: before it is heard)");
    }
    return listener;
  }

  // Connection

  @Override
  public String id() {
    return id;
  }

  @Override
  public EventExecutor loop() {
    return home;
  }

  @Override
  public void execute(Runnable task) {
    home.execute(() -> guarded(task));
  }

  /// By way of the WebSocket where it lives on the home loop, so that a burst to many costs one
  /// task.
  @Override
  public void wake() {
    SocketEar line = socket;
    Connection near = line == null ? null : line.wakeable();
    if (near != null) {
      near.wake();
    } else if (!woken.get() && woken.compareAndSet(false, true)) {
      home.execute(() -> guarded(this::drainAtHome));
    }
  }

  @Override
  public void send(Utf8 message) {
    send(Utf8.EMPTY, message);
  }

  @Override
  public void send(Utf8 head, Utf8 body) {
    if (phase != Phase.OPEN) {
      return;
    }
    SocketEar line = socket;
    if (line != null) {
      line.line().send(head, body);
    } else {
      queue(new Packet(Packet.MESSAGE, head.copy(), body.copy(), false));
    }
  }

  @Override
  public void sendBinary(byte[] bytes, int offset, int length) {
    if (phase == Phase.OPEN) {
      queue(Packet.binary(bytes, offset, length));
    }
  }

  @Override
  public void flush() {
    SocketEar line = socket;
    if (line != null) {
      line.line().flush();
    } else {
      answerPoll();
    }
  }

  @Override
  public boolean writable() {
    SocketEar line = socket;
    return phase == Phase.OPEN && (line != null ? line.line().writable() : !backlog.isFull());
  }

  /// Only a WebSocket can be held back. Who posts waits for the answer to each.
  @Override
  public void pause(long nanos) {
    SocketEar line = socket;
    if (line != null) {
      line.line().pause(nanos);
    }
  }

  @Override
  public void close(CloseReason reason, String detail) {
    if (phase != Phase.OPEN) {
      return;
    }
    SocketEar line = socket;
    if (line != null) {
      line.close(reason, detail);
      finish(reason.code(), false);
    } else if (polling.isParked()) {
      backlog.add(Packet.of(Packet.CLOSE));
      polling.answer(backlog.take());
      finish(reason.code(), false);
    } else if (reason == CloseReason.DEAD) {
      finish(reason.code(), false);
    } else {
      phase = Phase.CLOSING;
      pulse.stop();
      tell(reason.code(), false);
      home.schedule(
          () -> run(() -> finish(reason.code(), false)), LAST_POLL_SECONDS, TimeUnit.SECONDS);
    }
  }
}
