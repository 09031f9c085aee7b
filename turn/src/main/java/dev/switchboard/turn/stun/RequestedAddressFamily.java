// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

/// REQUESTED-ADDRESS-FAMILY, RFC 8656 §18.6: whether the relay is IPv4 or IPv6; the number may be
/// unknown, which is error 440.
public record RequestedAddressFamily(int family) implements StunAttribute {
  static final int TYPE = 0x0017;

  static RequestedAddressFamily read(AttributeValue value) {
    value.requireExactly(4);
    return new RequestedAddressFamily(value.u8(0));
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
