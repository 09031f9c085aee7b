// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

/// REQUESTED-TRANSPORT, RFC 8656 §18.8: what the relay speaks to peers, as an IP protocol number.
public record RequestedTransport(int protocol) implements StunAttribute {
  static final int TYPE = 0x0019;

  public static final int UDP = 17;
  public static final int TCP = 6;

  static RequestedTransport read(AttributeValue value) {
    value.requireExactly(4);
    return new RequestedTransport(value.u8(0));
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void write(StunWriter out) {
    // "The RFFU field MUST be set to zero on transmission and MUST be ignored on reception."
    // (§18.8)
    out.u8(protocol).u8(0).u16(0);
  }
}
