// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol;

import dev.switchboard.hub.Event;
import dev.switchboard.hub.Outbox;
import dev.switchboard.hub.Peer;
import dev.switchboard.net.CloseReason;
import dev.switchboard.net.Connection;
import dev.switchboard.text.Utf8;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ties one connection to one peer: commands go up through the dialect, events come down out of the
/// peer's outbox. Lives on the connection's event loop.
///
/// This is where errors end. [Malformed] is the client's fault: its connection is closed. Anything
/// else is a bug of ours: logged with its stack, and it costs that one connection only.
public final class Link implements Connection.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(Link.class);

  /// Events between two flushes: enough to share a system call, few enough that others on the loop
  /// get their turn.
  private static final int EVENTS_PER_FLUSH = 64;

  private final Connection connection;
  private final Dialect dialect;
  private final Tally tally;
  private @Nullable Peer peer;

  public Link(Connection connection, Tally tally, Function<Link, Dialect> dialect) {
    this.connection = connection;
    this.tally = tally;
    this.dialect = dialect.apply(this);
  }

  public Connection connection() {
    return connection;
  }

  /// From now on this peer's events come down here.
  public void tie(Peer peer) {
    this.peer = peer;
    connection.wake();
  }

  public void untie() {
    this.peer = null;
  }

  /// Runs the task on the connection's loop, where errors end here as those of a message do. Any
  /// thread.
  public void execute(Runnable task) {
    connection.execute(() -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        failed(e);
      }
    });
  }

  /// Ends the connection, after what its peer is to be told already: a client that is closed for a
  /// flood of requests has the answers to those before it.
  public void close(CloseReason reason, String detail) {
    try {
      Peer tied = peer;
      if (tied != null) {
        deliver(tied.outbox(), Integer.MAX_VALUE);
      }
    } catch (RuntimeException e) {
      failed(e);
    }
    connection.close(reason, detail);
  }

  /// Ends the connection of a client whose protocol has no word for it that a room is closed to it:
  /// now, since it is full, or as things stand.
  public void turnAway(Event.Refused refused) {
    CloseReason reason =
        switch (refused.why()) {
          case ROOM_FULL, TOO_MANY_ROOMS, SERVER_FULL -> CloseReason.TRY_LATER;
          default -> CloseReason.POLICY;
        };
    close(reason, refused.message());
  }

  @Override
  public void received(Utf8 message) {
    try {
      dialect.received(message);
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  @Override
  public void receivedBinary(byte[] bytes, int offset, int length) {
    try {
      dialect.receivedBinary(bytes, offset, length);
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  @Override
  public void drain() {
    Peer tied = peer;
    if (tied == null) {
      return;
    }
    try {
      drain(tied.outbox());
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  @Override
  public void writable() {
    drain();
  }

  @Override
  public void closed(int code, boolean byPeer) {
    CloseReason ours = byPeer ? null : CloseReason.of(code);
    if (ours != null) {
      tally.closed(ours);
    }
    boolean goodbye =
        ours == null ? code == 1000 || code == 1001 : ours.comesBack() == CloseReason.Return.NO;
    try {
      dialect.closed(goodbye);
    } catch (RuntimeException e) {
      LOG.error("connection {}: failed to end", connection.id(), e);
    }
  }

  private void drain(Outbox outbox) {
    if (outbox.overflowed()) {
      dialect.overflowed();
      return;
    }
    int delivered = deliver(outbox, EVENTS_PER_FLUSH);
    connection.flush();
    if (delivered == EVENTS_PER_FLUSH) {
      connection.wake();
    }
  }

  private int deliver(Outbox outbox, int most) {
    int delivered = 0;
    while (delivered < most && connection.writable()) {
      Event event = outbox.poll();
      if (event == null) {
        break;
      }
      dialect.deliver(event);
      delivered++;
    }
    return delivered;
  }

  private void failed(RuntimeException e) {
    if (e instanceof Malformed malformed) {
      LOG.debug("connection {}: {}", connection.id(), malformed.getMessage());
      String detail = malformed.getMessage();
      close(malformed.reason(), detail == null ? "" : detail);
    } else {
      LOG.error("connection {}: bug", connection.id(), e);
      connection.close(CloseReason.BUG, "");
    }
  }
}
