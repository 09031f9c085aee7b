// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.engineio;

import dev.switchboard.text.Utf8;

/// One packet on its way out: a type and a text in two parts, or, for a binary message, its bytes.
///
/// @param type one of the digits below
/// @param head what is this receiver's own
/// @param body what many may share; of a binary message, any bytes
record Packet(char type, Utf8 head, Utf8 body, boolean binary) {
  static final char OPEN = '0';
  static final char CLOSE = '1';
  static final char PING = '2';
  static final char PONG = '3';
  static final char MESSAGE = '4';
  static final char UPGRADE = '5';
  static final char NOOP = '6';

  private static final int OVERHEAD = 32;

  static Packet of(char type) {
    return of(type, Utf8.EMPTY);
  }

  static Packet of(char type, Utf8 text) {
    return new Packet(type, Utf8.EMPTY, text, false);
  }

  static Packet binary(byte[] bytes, int offset, int length) {
    return new Packet(MESSAGE, Utf8.EMPTY, Utf8.copyOf(bytes, offset, length), true);
  }

  /// What it costs to keep it waiting.
  int weight() {
    return OVERHEAD + head.length() + body.length();
  }
}
