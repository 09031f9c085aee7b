// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

/// MESSAGE-INTEGRITY, RFC 8489 §14.5: HMAC-SHA1 over all that stands before it.
public record MessageIntegrity(Opaque value) implements StunAttribute {
  static final int TYPE = 0x0008;

  static MessageIntegrity read(AttributeValue value) {
    // "Since it uses the SHA-1 hash, the HMAC will be 20 bytes." (§14.5)
    value.requireExactly(20);
    return new MessageIntegrity(value.opaque());
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
