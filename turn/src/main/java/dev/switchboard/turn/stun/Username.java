// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

/// USERNAME, RFC 8489 §14.3: who asks.
///
/// @param value decoded UTF-8; what is not UTF-8 is replaced, and so matches nothing
public record Username(String value) implements StunAttribute {
  static final int TYPE = 0x0006;

  // "It MUST contain a UTF-8-encoded [RFC3629] sequence of fewer than 509 bytes" (§14.3)
  private static final int MOST_BYTES = 508;

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
