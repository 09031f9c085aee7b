// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.engineio;

import dev.switchboard.net.CloseReason;
import dev.switchboard.text.Utf8;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The WebSocket that wants to take over from the polls of a session: one at a time, and only for
/// so long. On the session's home loop.
///
/// ```
///   NONE ──a WebSocket──▶ CLAIMED ──2probe──▶ PROBED ──5──▶ it carries the session
///     ▲───────────anything else, too late, lost──┘
/// ```
final class Upgrade {
  private static final Utf8 PROBE = Utf8.of("probe");

  private final EventExecutor home;
  private final Duration patience;
  private @Nullable SocketEar candidate;
  private boolean probed;

  Upgrade(EventExecutor home, Duration patience) {
    this.home = home;
    this.patience = patience;
  }

  /// What a packet of the candidate led to.
  enum Step {
    PROBED,
    DONE,
    FAILED
  }

  /// Whether this one may try; false when another does.
  boolean claim(SocketEar line) {
    if (candidate != null) {
      return false;
    }
    candidate = line;
    home.schedule(() -> drop(line), patience.toNanos(), TimeUnit.NANOSECONDS);
    return true;
  }

  boolean isBy(SocketEar line) {
    return candidate == line;
  }

  /// The client is about to stop polling.
  boolean isProbed() {
    return probed;
  }

  Step heard(SocketEar line, char type, Utf8 text) {
    if (type == Packet.PING && text.equals(PROBE)) {
      probed = true;
      line.line().send(Packet.of(Packet.PONG, PROBE));
      line.line().flush();
      return Step.PROBED;
    }
    if (type == Packet.UPGRADE && probed) {
      forget();
      return Step.DONE;
    }
    drop(line);
    return Step.FAILED;
  }

  void drop() {
    SocketEar line = candidate;
    if (line != null) {
      drop(line);
    }
  }

  /// Closes it, where it is the candidate still.
  void drop(SocketEar line) {
    if (candidate == line) {
      forget();
      line.close(CloseReason.NORMAL, "");
    }
  }

  void forget() {
    candidate = null;
    probed = false;
  }
}
