// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.engineio;

import dev.switchboard.net.CloseReason;
import dev.switchboard.net.Connection;
import dev.switchboard.net.HttpExchange;
import dev.switchboard.text.Utf8;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayDeque;
import java.util.List;
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

  /// So much may wait for the next poll before the session counts as slow.
  private static final int HIGH_WATER = 128 << 10;

  /// How long a closed session waits for the poll that is to hear of it.
  private static final long LAST_POLL_SECONDS = 30;

  /// How much later a word on one line may come than one that was said after it on another.
  private static final long OVERTAKING_MILLIS = 50;

  private static final Utf8 PROBE = Utf8.of("probe");

  private enum Phase {
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
  private final Pulse pulse;
  private final ArrayDeque<Packet> queue = new ArrayDeque<>();
  private final AtomicBoolean woken = new AtomicBoolean();
  private int queued;
  private Phase phase = Phase.OPEN;
  private volatile @Nullable SocketEar socket;
  private @Nullable SocketEar candidate;
  private boolean probed;
  private @Nullable Listener listener;

  EngineIoConnection(Sessions sessions, Sessions.Entry entry, EventExecutor home, Polling polling) {
    this.id = "eio-" + entry.number();
    this.sessions = sessions;
    this.entry = entry;
    this.home = home;
    this.options = sessions.options();
    this.polling = polling;
    this.pulse = new Pulse(home, options.heartbeat(), entry.revision(), this::ping, this::isDead);
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
    queue.addFirst(Packet.of(Packet.OPEN, hello(upgradable)));
    SocketEar line = socket;
    if (line != null) {
      toSocket(line);
    }
    pulse.start();
  }

  private Utf8 hello(boolean upgradable) {
    return Utf8.of(
        "{\"sid\":\""
            + entry.sid()
            + "\",\"upgrades\":["
            + (upgradable ? "\"websocket\"" : "")
            + "],\"pingInterval\":"
            + options.heartbeat().interval().toMillis()
            + ",\"pingTimeout\":"
            + options.heartbeat().timeout().toMillis()
            + ",\"maxPayload\":"
            + options.maxPayload()
            + "}");
  }

  /// Runs the task on the home loop: at once, where the caller is there.
  void run(Runnable task) {
    if (home.inEventLoop()) {
      guarded(task);
    } else {
      home.execute(() -> guarded(task));
    }
  }

  boolean isHome() {
    return home.inEventLoop();
  }

  boolean isAtHomeOf(Connection other) {
    return home.equals(other.loop());
  }

  // Polling

  /// A GET. Home loop.
  void poll(HttpExchange exchange) {
    if (phase == Phase.CLOSING) {
      queue.add(Packet.of(Packet.CLOSE));
      polling.answer(exchange, taken());
      finish(CloseReason.NORMAL.code(), false);
    } else if (phase == Phase.CLOSED) {
      sessions.answers().refuse(exchange, Refused.SESSION_UNKNOWN);
    } else if (socket != null) {
      sessions.answers().refuse(exchange, Refused.BAD_REQUEST);
    } else if (polling.isParked() || pulse.isOver()) {
      // Two at once: nobody could say which of them would be answered first.
      polling.answer(Packet.CLOSE);
      sessions.answers().refuse(exchange, Refused.BAD_REQUEST);
      finish(1006, true);
    } else {
      polling.park(exchange);
      if (probed && queue.isEmpty()) {
        waitForUpgrade(exchange);
      } else {
        answerPoll();
      }
    }
  }

  /// A poll that comes when the WebSocket is about to take over may have overtaken its last word.
  private void waitForUpgrade(HttpExchange exchange) {
    home.schedule(
        () ->
            guarded(() -> {
              if (polling.isParked(exchange)) {
                answerPoll();
              }
            }),
        OVERTAKING_MILLIS,
        TimeUnit.MILLISECONDS);
  }

  /// Who polled went before it was answered. Home loop.
  void pollGone(HttpExchange exchange) {
    if (polling.isParked(exchange)) {
      polling.forget();
      finish(1006, true);
    }
  }

  /// A POST. Home loop.
  void post(HttpExchange exchange) {
    if (phase != Phase.OPEN || socket != null || pulse.isOver()) {
      Refused why = phase == Phase.CLOSED ? Refused.SESSION_UNKNOWN : Refused.BAD_REQUEST;
      sessions.answers().refuse(exchange, why);
      return;
    }
    boolean binary = exchange.header("Content-Type").startsWith(Payload.Body.BINARY);
    boolean sound = polling.payload().decode(exchange.body(), binary, new Sink());
    if (sound) {
      sessions.answers().ok(exchange);
      flush();
    } else {
      sessions.answers().refuse(exchange, Refused.BAD_REQUEST);
      polling.answer(Packet.CLOSE);
      finish(1006, true);
    }
  }

  /// What a POST holds; dropped once the session is over.
  private final class Sink implements Payload.Sink {
    @Override
    public boolean packet(char type, Utf8 text) {
      return accept(type, text);
    }

    @Override
    public boolean binary(byte[] bytes, int offset, int length) {
      if (phase == Phase.OPEN) {
        pulse.sign();
        hearer().receivedBinary(bytes, offset, length);
      }
      return true;
    }
  }

  // WebSocket

  /// The session begins on this one. Home loop.
  void on(SocketEar line) {
    socket = line;
  }

  /// A WebSocket that wants to take over from polling. Home loop.
  void probe(SocketEar line) {
    if (phase != Phase.OPEN || socket != null || candidate != null) {
      line.close(CloseReason.NORMAL, "");
      return;
    }
    candidate = line;
    probed = false;
    home.schedule(
        () -> {
          if (candidate == line) {
            dropCandidate();
          }
        },
        options.upgradeTimeout().toNanos(),
        TimeUnit.NANOSECONDS);
  }

  /// Home loop.
  void heard(SocketEar line, char type, Utf8 text) {
    if (line == socket) {
      if (!accept(type, text)) {
        malformed(line);
      }
    } else if (line == candidate) {
      heardOfCandidate(line, type, text);
    }
  }

  private void heardOfCandidate(SocketEar line, char type, Utf8 text) {
    if (type == Packet.PING && text.equals(PROBE)) {
      probed = true;
      line.line().send(Packet.of(Packet.PONG, PROBE));
      line.line().flush();
      // The client stops polling when this poll is answered, and then says 5.
      answerPoll();
    } else if (type == Packet.UPGRADE && probed) {
      candidate = null;
      probed = false;
      socket = line;
      polling.refuse();
      toSocket(line);
      hearer().writable();
    } else {
      dropCandidate();
    }
  }

  void heardBinary(SocketEar line, byte[] bytes, int offset, int length) {
    if (line == socket && phase == Phase.OPEN) {
      pulse.sign();
      hearer().receivedBinary(bytes, offset, length);
    } else if (line == candidate) {
      dropCandidate();
    }
  }

  void malformed(SocketEar line) {
    if (line == socket) {
      line.close(CloseReason.NORMAL, "");
      finish(CloseReason.PROTOCOL_ERROR.code(), false);
    } else if (line == candidate) {
      dropCandidate();
    }
  }

  void lost(SocketEar line, int code, boolean byPeer) {
    if (line == socket) {
      finish(code, byPeer);
    } else if (line == candidate) {
      candidate = null;
    }
  }

  void becameWritable() {
    if (phase == Phase.OPEN && writable()) {
      hearer().writable();
    }
  }

  private void dropCandidate() {
    SocketEar line = candidate;
    candidate = null;
    probed = false;
    if (line != null) {
      line.close(CloseReason.NORMAL, "");
    }
  }

  private void toSocket(SocketEar line) {
    for (Packet packet = queue.poll(); packet != null; packet = queue.poll()) {
      line.line().send(packet);
    }
    queued = 0;
    line.line().flush();
  }

  // Both

  /// One packet of the client; false when it must not be.
  private boolean accept(char type, Utf8 text) {
    if (phase != Phase.OPEN) {
      return true;
    }
    switch (type) {
      case Packet.MESSAGE -> {
        pulse.sign();
        hearer().received(text);
      }
      case Packet.PING -> {
        return pinged(text);
      }
      case Packet.PONG -> {
        if (revision() == 3) {
          return false;
        }
        pulse.start();
      }
      case Packet.CLOSE -> left();
      case Packet.OPEN, Packet.UPGRADE, Packet.NOOP -> pulse.sign();
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean pinged(Utf8 text) {
    if (revision() == 4) {
      return false;
    }
    pulse.start();
    queue(Packet.of(Packet.PONG, text.copy()));
    flush();
    return true;
  }

  /// The client closes in good order.
  private void left() {
    polling.answer(Packet.NOOP);
    SocketEar line = socket;
    if (line != null) {
      line.close(CloseReason.NORMAL, "");
    }
    finish(CloseReason.NORMAL.code(), true);
  }

  private void ping() {
    queue(Packet.of(Packet.PING));
    flush();
  }

  private void isDead() {
    guarded(() -> close(CloseReason.DEAD, ""));
  }

  private void queue(Packet packet) {
    SocketEar line = socket;
    if (line != null) {
      line.line().send(packet);
    } else {
      queue.add(packet);
      queued += packet.weight();
    }
  }

  private void answerPoll() {
    if (polling.isParked()) {
      if (!queue.isEmpty()) {
        boolean full = queued >= HIGH_WATER;
        polling.answer(taken());
        if (full) {
          hearer().writable();
        }
      } else if (probed) {
        polling.answer(Packet.NOOP);
      }
    }
  }

  private List<Packet> taken() {
    List<Packet> packets = List.copyOf(queue);
    queue.clear();
    queued = 0;
    return packets;
  }

  /// Told at the end of what the loop is doing, since it may be the listener that ends it.
  private void finish(int code, boolean byPeer) {
    if (phase == Phase.CLOSED) {
      return;
    }
    phase = Phase.CLOSED;
    sessions.remove(entry);
    pulse.stop();
    dropCandidate();
    polling.answer(Packet.CLOSE);
    queue.clear();
    home.execute(() -> guarded(() -> hearer().closed(code, byPeer)));
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

  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("connection {}: bug", id, e);
      close(CloseReason.BUG, "");
    }
  }

  private Listener hearer() {
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
    return phase == Phase.OPEN && (line != null ? line.line().writable() : queued < HIGH_WATER);
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
      queue.add(Packet.of(Packet.CLOSE));
      polling.answer(taken());
      finish(reason.code(), false);
    } else if (reason == CloseReason.DEAD) {
      finish(reason.code(), false);
    } else {
      phase = Phase.CLOSING;
      pulse.stop();
      home.schedule(
          () -> run(() -> finish(reason.code(), false)), LAST_POLL_SECONDS, TimeUnit.SECONDS);
    }
  }
}
