// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

/// REALM, RFC 8489 §14.9: whose user names these are; goes into the long-term keys.
///
/// @param value decoded UTF-8; what is not UTF-8 is replaced, and so matches nothing
public record Realm(String value) implements StunAttribute {
  static final int TYPE = 0x0014;

  // "It MUST be a UTF-8-encoded [RFC3629] sequence of fewer than 128 characters (which can be as
  // long as 509 bytes when encoding them and as long as 763 bytes when decoding them)" (§14.9)
  private static final int MOST_BYTES = 763;

  static Realm read(AttributeValue value) {
    value.requireAtMost(MOST_BYTES);
    return new Realm(value.text(0));
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
