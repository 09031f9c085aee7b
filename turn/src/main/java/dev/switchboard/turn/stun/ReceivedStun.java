// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/// A message as it came off the wire, before anything in it is believed. Confined to the call that
/// reads it, whose bytes it looks at.
public final class ReceivedStun {
  private final StunMessage message;
  private final List<Integer> unknownRequired;
  private final byte[] bytes;
  private final int sha1At;
  private final int sha256At;

  ReceivedStun(
      StunMessage message, List<Integer> unknownRequired, byte[] bytes, int sha1At, int sha256At) {
    this.message = message;
    this.unknownRequired = unknownRequired;
    this.bytes = bytes;
    this.sha1At = sha1At;
    this.sha256At = sha256At;
  }

  public StunMessage message() {
    return message;
  }

  /// The types that the answer 420 has to name.
  public List<Integer> unknownRequired() {
    return unknownRequired;
  }

  public boolean isSigned() {
    return sha1At != 0 || sha256At != 0;
  }

  /// Compares in constant time. Where both signatures stand, the stronger one decides.
  public boolean isSignedBy(StunKey key) {
    if (sha256At != 0) {
      // "The value must be the full 32 bytes unless the STUN Usage explicitly specifies that
      // truncation is allowed." (RFC 8489 §14.6) TURN does not.
      int length = bytes[sha256At + 3] & 0xff;
      return length == 32 && matches(key.sha256(bytes, sha256At, length), sha256At + 4);
    }
    return sha1At != 0 && matches(key.sha1(bytes, sha1At), sha1At + 4);
  }

  private boolean matches(byte[] expected, int at) {
    return MessageDigest.isEqual(expected, Arrays.copyOfRange(bytes, at, at + expected.length));
  }
}
