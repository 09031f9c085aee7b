// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

/// MESSAGE-INTEGRITY-SHA256, RFC 8489 §14.6: HMAC-SHA256 over all that stands before it. A
/// truncated one is read, so that its message gets an answer, but proves nothing:
/// [ReceivedStun#isSignedBy].
public record MessageIntegritySha256(Opaque value) implements StunAttribute {
  static final int TYPE = 0x001c;

  static MessageIntegritySha256 read(AttributeValue value) {
    // "The value will be at most 32 bytes, but it MUST be at least 16 bytes and MUST be a multiple
    // of 4 bytes." (§14.6)
    value.requireAtMost(32);
    if (value.length() < 16 || value.length() % 4 != 0) {
      throw new Malformed("integrity of " + value.length() + " bytes");
    }
    return new MessageIntegritySha256(value.opaque());
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void write(StunWriter out) {
    out.opaque(value);
  }
}
