// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

/// What a client's close frame says (RFC 6455, sections 5.5.1 and 7.4).
final class CloseFrame {
  /// Section 7.1.5: "If this Close control frame contains no status code, the code is considered to
  /// be 1005."
  static final int NO_CODE = 1005;

  /// The connection broke without a close frame.
  static final int ABNORMAL = 1006;

  private CloseFrame() {}

  /// The code, or -1 for a frame that must not be.
  static int code(byte[] payload, int length) {
    if (length == 0) {
      return NO_CODE;
    }
    if (length == 1) {
      return -1;
    }
    int code = ((payload[0] & 0xff) << 8) | (payload[1] & 0xff);
    return maySend(code) ? code : -1;
  }

  static boolean hasReasonInUtf8(byte[] payload, int length) {
    return length <= 2
        || Utf8Validator.check(Utf8Validator.DONE, payload, 2, length) == Utf8Validator.DONE;
  }

  /// Section 7.4.2 and the registry of section 11.7: 1004 to 1006 and 1015 are never on the wire,
  /// others below 3000 are not given out.
  private static boolean maySend(int code) {
    if (code >= 1000 && code <= 1014) {
      return code < 1004 || code > 1006;
    }
    return code >= 3000 && code <= 4999;
  }
}
