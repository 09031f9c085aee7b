// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

/// SOFTWARE, RFC 8489 §14.14: what program speaks; for people only.
///
/// @param value decoded UTF-8; what is not UTF-8 is replaced, and so matches nothing
public record Software(String value) implements StunAttribute {
  static final int TYPE = 0x8022;

  // "It MUST be a UTF-8-encoded [RFC3629] sequence of fewer than 128 characters (which can be as
  // long as 509 when encoding them and as long as 763 bytes when decoding them)." (§14.14)
  private static final int MOST_BYTES = 763;

  static Software read(AttributeValue value) {
    value.requireAtMost(MOST_BYTES);
    return new Software(value.text(0));
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
