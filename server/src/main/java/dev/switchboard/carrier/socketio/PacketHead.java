// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.socketio;

import dev.switchboard.text.Utf8;
import org.jspecify.annotations.Nullable;

/// What stands in front of a packet's payload: `<type>[<attachments>-][<namespace>,][<ack id>]`.
///
/// @param type one of the digits below
/// @param attachments how many binary messages follow
/// @param namespace `/` where none is named
/// @param ack its number, or [#NO_ACK]
/// @param payload what follows, which may be empty
record PacketHead(char type, int attachments, Utf8 namespace, long ack, Utf8 payload) {
  static final char CONNECT = '0';
  static final char DISCONNECT = '1';
  static final char EVENT = '2';
  static final char ACK = '3';
  static final char CONNECT_ERROR = '4';
  static final char BINARY_EVENT = '5';
  static final char BINARY_ACK = '6';

  static final long NO_ACK = -1;
  static final Utf8 MAIN = Utf8.of("/");

  private static final int MOST_ACK_DIGITS = 15;
  private static final int MOST_COUNT_DIGITS = 4;

  /// Reads a packet; null when it is none.
  static @Nullable PacketHead read(Utf8 packet) {
    if (packet.isEmpty() || packet.byteAt(0) < CONNECT || packet.byteAt(0) > BINARY_ACK) {
      return null;
    }
    char type = (char) packet.byteAt(0);
    int at = 1;
    long attachments = 0;
    if (type >= BINARY_EVENT) {
      int end = digitsEnd(packet, at, MOST_COUNT_DIGITS);
      if (end == at || end == packet.length() || packet.byteAt(end) != '-') {
        return null;
      }
      attachments = number(packet, at, end);
      at = end + 1;
    }
    Utf8 namespace = MAIN;
    if (at < packet.length() && packet.byteAt(at) == '/') {
      int end = at;
      while (end < packet.length() && packet.byteAt(end) != ',') {
        end++;
      }
      namespace = packet.slice(at, end);
      at = Math.min(end + 1, packet.length());
    }
    int end = digitsEnd(packet, at, MOST_ACK_DIGITS);
    long ack = end == at ? NO_ACK : number(packet, at, end);
    Utf8 payload = packet.slice(end, packet.length());
    return new PacketHead(type, (int) attachments, namespace, ack, payload);
  }

  boolean isEvent() {
    return type == EVENT || type == BINARY_EVENT;
  }

  private static int digitsEnd(Utf8 packet, int from, int most) {
    int at = from;
    while (at < packet.length()
        && at - from < most
        && packet.byteAt(at) >= '0'
        && packet.byteAt(at) <= '9') {
      at++;
    }
    return at;
  }

  private static long number(Utf8 packet, int from, int to) {
    long number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + packet.byteAt(i) - '0';
    }
    return number;
  }
}
