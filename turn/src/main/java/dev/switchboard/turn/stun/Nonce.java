// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

/// NONCE, RFC 8489 §14.10: what the server gave the client to sign with.
///
/// @param value decoded UTF-8; what is not UTF-8 is replaced, and so matches nothing
public record Nonce(String value) implements StunAttribute {
  static final int TYPE = 0x0015;

  // "The NONCE attribute [...] MUST be fewer than 128 characters (which can be as long as 509 bytes
  // when encoding them and a long as 763 bytes when decoding them)." (§14.10)
  private static final int MOST_BYTES = 763;

  static Nonce read(AttributeValue value) {
    value.requireAtMost(MOST_BYTES);
    return new Nonce(value.text(0));
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
