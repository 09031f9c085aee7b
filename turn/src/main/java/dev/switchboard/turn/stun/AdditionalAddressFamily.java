// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

/// ADDITIONAL-ADDRESS-FAMILY, RFC 8656 §18.11: a second relay of this family, if it can be had.
public record AdditionalAddressFamily(int family) implements StunAttribute {
  static final int TYPE = 0x8000;

  /// The number before the RFC, which coturn 4.6 and its clients still use.
  static final int DRAFT = 0x8032;

  static AdditionalAddressFamily read(AttributeValue value) {
    value.requireExactly(4);
    return new AdditionalAddressFamily(value.u8(0));
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void write(StunWriter out) {
    out.u8(family).u8(0).u16(0);
  }
}
