// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

/// USERHASH, RFC 8489 §14.4: SHA-256 of user name and realm, so that the name stays private.
public record UserHash(Opaque value) implements StunAttribute {
  static final int TYPE = 0x001e;

  static UserHash read(AttributeValue value) {
    // "The value of USERHASH has a fixed length of 32 bytes." (§14.4)
    value.requireExactly(32);
    return new UserHash(value.opaque());
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
