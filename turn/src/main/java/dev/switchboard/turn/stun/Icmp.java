// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

/// ICMP, RFC 8656 §18.13: an error that a packet of the client met on its way to the peer.
///
/// @param number the type of ICMP, or of ICMPv6 where the peer's address is IPv6
/// @param data the MTU, for packets that were too big; else 0
public record Icmp(int number, int code, long data) implements StunAttribute {
  static final int TYPE = 0x8004;

  static Icmp read(AttributeValue value) {
    value.requireExactly(8);
    // 16 bits reserved, 7 of the type, 9 of the code.
    int both = value.u16(2);
    return new Icmp(both >> 9, both & 0x1ff, value.u32(4));
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void write(StunWriter out) {
    out.u16(0).u16(number << 9 | code).u32((int) data);
  }
}
