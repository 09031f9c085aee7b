// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

/// USERNAME, RFC 8489 §14.3: who asks.
///
/// @param value decoded UTF-8; what is not UTF-8 is replaced, and so matches nothing
public record Username(String value) implements StunAttribute {
  static final int TYPE = 0x0006;

  // "It MUST contain a UTF-8-encoded [RFC3629] sequence of fewer than 509 bytes", but "A compliant
  // implementation MUST be able to parse a UTF-8-encoded sequence of 763 or fewer octets to be
  // compatible with [RFC5389]." (§14.3)
  private static final int MOST_BYTES = 763;

  static Username read(AttributeValue value) {
    value.requireAtMost(MOST_BYTES);
    return new Username(value.text(0));
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void write(StunWriter out) {
    out.text(value);
  }
}
