// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.engineio;

import dev.switchboard.text.Utf8;

/// Why a request is turned down, in the words that Engine.IO clients know.
enum Refused {
  TRANSPORT_UNKNOWN(0, 400, "Transport unknown"),
  SESSION_UNKNOWN(1, 400, "Session ID unknown"),
  BAD_METHOD(2, 400, "Bad handshake method"),
  BAD_REQUEST(3, 400, "Bad request"),
  FORBIDDEN(4, 403, "Forbidden"),
  VERSION(5, 400, "Unsupported protocol version");

  private final int code;
  private final int status;
  private final String message;

  Refused(int code, int status, String message) {
    this.code = code;
    this.status = status;
    this.message = message;
  }

  int status() {
    return status;
  }

  String message() {
    return message;
  }

  Utf8 body() {
    return Utf8.of("{\"code\":" + code + ",\"message\":\"" + message + "\"}");
  }
}
