// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

/// What an endpoint says to a handshake.
public sealed interface Admission {
  /// Come in; `subprotocol` is one of those offered, or empty.
  record Accept(String subprotocol) implements Admission {}

  /// Turned down with an HTTP status and a sentence.
  record Refuse(int status, String text) implements Admission {}
}
