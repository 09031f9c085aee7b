// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

/// What can be wrong in the first two bytes of a client's frame (RFC 6455, section 5.2, and RFC
/// 7692, section 6). Any thread.
final class FrameRules {
  /// The first bit that RFC 6455 reserves: with permessage-deflate, "compressed".
  static final int RSV1 = 0x40;

  private static final int RESERVED = 0x70;
  private static final int MOST_CONTROL = 125;

  private FrameRules() {}

  /// What is wrong, or an empty text. `kind` is the first opcode of the message that is not at its
  /// end, or 0 between messages.
  static String wrong(byte first, byte second, int kind, boolean deflate) {
    int code = first & 0x0f;
    if ((first & RESERVED) != 0 && !(deflate && mayBeCompressed(first))) {
      return "reserved bits";
    } else if ((code > WebSocketReader.BINARY && code < WebSocketReader.CLOSE)
        || code > WebSocketReader.PONG) {
      return "opcode " + code;
    } else if (second >= 0) {
      // Section 5.1: "The server MUST close the connection upon receiving a frame that is not
      // masked."
      return "no mask";
    } else if (code >= WebSocketReader.CLOSE && (first >= 0 || (second & 0x7f) > MOST_CONTROL)) {
      // Section 5.5: "All control frames MUST have a payload length of 125 bytes or less and MUST
      // NOT be fragmented."
      return "long or fragmented control frame";
    } else if (code == WebSocketReader.CONTINUATION && kind == 0) {
      return "nothing to continue";
    } else if (code != WebSocketReader.CONTINUATION && code < WebSocketReader.CLOSE && kind != 0) {
      return "new message inside a message";
    }
    return "";
  }

  /// RFC 7692, section 6.1: the bit stands on the first frame of a message, and on no control
  /// frame. The other two never do.
  private static boolean mayBeCompressed(byte first) {
    int code = first & 0x0f;
    return (first & RESERVED) == RSV1
        && (code == WebSocketReader.TEXT || code == WebSocketReader.BINARY);
  }
}
