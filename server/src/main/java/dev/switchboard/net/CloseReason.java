// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import org.jspecify.annotations.Nullable;

/// Every code with which we close a WebSocket: RFC 6455 section 7.4.1 below 4000, ours from there.
/// The table stands in `docs/protocols/switchboard.md`.
public enum CloseReason {
  NORMAL(1000, "normal", Return.NO),
  GOING_AWAY(1001, "going away", Return.AT_ONCE),
  PROTOCOL_ERROR(1002, "protocol error", Return.NO),
  UNSUPPORTED_DATA(1003, "binary data", Return.NO),
  NOT_UTF8(1007, "not UTF-8", Return.NO),
  POLICY(1008, "policy violation", Return.LATER),
  TOO_BIG(1009, "message too big", Return.NO),
  BUG(1011, "internal error", Return.LATER),
  TRY_LATER(1013, "server full", Return.LATER),
  MALFORMED(4400, "malformed frame", Return.NO),
  BAD_SECRET(4401, "secret does not fit", Return.AT_ONCE),
  HELLO_TIMEOUT(4408, "no hello in time", Return.AT_ONCE),
  REPLACED(4409, "resumed elsewhere", Return.NO),
  DEAD(4410, "heartbeats missed", Return.AT_ONCE),
  SLOW(4413, "too slow", Return.AT_ONCE),
  VERSION(4426, "no version in common", Return.NO),
  FLOOD(4429, "flood", Return.LATER);

  /// Whether the client should dial again.
  public enum Return {
    NO,
    AT_ONCE,
    LATER
  }

  private final int code;
  private final String text;
  private final Return comesBack;

  CloseReason(int code, String text, Return comesBack) {
    this.code = code;
    this.text = text;
    this.comesBack = comesBack;
  }

  public int code() {
    return code;
  }

  public String text() {
    return text;
  }

  public Return comesBack() {
    return comesBack;
  }

  /// The reason with this code, or null when it is none of ours.
  public static @Nullable CloseReason of(int code) {
    for (CloseReason reason : values()) {
      if (reason.code == code) {
        return reason;
      }
    }
    return null;
  }
}
