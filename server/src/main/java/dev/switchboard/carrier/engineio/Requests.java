// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.engineio;

import dev.switchboard.carrier.engineio.EngineIoConnection.Phase;
import dev.switchboard.net.CloseReason;
import dev.switchboard.net.HttpExchange;
import java.util.concurrent.TimeUnit;

/// What a session does with its GETs, which wait for news, and its POSTs, which bring some. On the
/// session's home loop.
final class Requests {
  /// How much later a word on one line may come than one that was said after it on another.
  private static final long OVERTAKING_MILLIS = 50;

  /// The connection is lost: no close frame came.
  private static final int ABNORMAL = 1006;

  private final EngineIoConnection session;
  private final Polling polling;

  Requests(EngineIoConnection session, Polling polling) {
    this.session = session;
    this.polling = polling;
  }

  boolean isParked() {
    return polling.isParked();
  }

  void get(HttpExchange exchange) {
    if (session.phase() == Phase.CLOSING) {
      session.backlog().add(Packet.of(Packet.CLOSE));
      polling.answer(exchange, session.backlog().take());
      session.finish(CloseReason.NORMAL.code(), false);
    } else if (session.phase() == Phase.CLOSED) {
      polling.answers().refuse(exchange, Refused.SESSION_UNKNOWN);
    } else if (session.isOnSocket()) {
      polling.answers().refuse(exchange, Refused.BAD_REQUEST);
    } else if (polling.isParked() || session.isOverdue()) {
      // Two at once: nobody could say which of them would be answered first.
      fail(exchange);
    } else {
      polling.park(exchange);
      if (session.isBeingUpgraded() && session.backlog().isEmpty()) {
        waitForUpgrade(exchange);
      } else {
        session.answerPoll();
      }
    }
  }

  /// A poll that comes when the WebSocket is about to take over may have overtaken its last word.
  private void waitForUpgrade(HttpExchange exchange) {
    Runnable late =
        () -> {
          if (polling.isParked(exchange)) {
            session.answerPoll();
          }
        };
    session.loop().schedule(() -> session.guarded(late), OVERTAKING_MILLIS, TimeUnit.MILLISECONDS);
  }

  /// Who polled went before it was answered.
  void gone(HttpExchange exchange) {
    if (polling.isParked(exchange)) {
      polling.forget();
      session.finish(ABNORMAL, true);
    }
  }

  void post(HttpExchange exchange) {
    if (session.phase() != Phase.OPEN || session.isOnSocket() || session.isOverdue()) {
      boolean unknown = session.phase() == Phase.CLOSED;
      Refused why = unknown ? Refused.SESSION_UNKNOWN : Refused.BAD_REQUEST;
      polling.answers().refuse(exchange, why);
    } else if (read(exchange)) {
      polling.answers().ok(exchange);
      session.flush();
    } else {
      fail(exchange);
    }
  }

  /// A bug behind the session ends it, and still leaves nobody without an answer.
  private boolean read(HttpExchange exchange) {
    try {
      return polling.read(exchange, session.reader());
    } catch (RuntimeException e) {
      polling.answers().refuse(exchange, Refused.BAD_REQUEST);
      throw e;
    }
  }

  private void fail(HttpExchange exchange) {
    polling.answers().refuse(exchange, Refused.BAD_REQUEST);
    polling.answer(Packet.CLOSE);
    session.finish(ABNORMAL, true);
  }
}
