// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

/// CONNECTION-ID, RFC 6062 §6.2.1: which connection between relay and peer is meant.
public record ConnectionId(int id) implements StunAttribute {
  static final int TYPE = 0x002a;

  static ConnectionId read(AttributeValue value) {
    // "It is a 32-bit unsigned integral value." (§6.2.1)
    value.requireExactly(4);
    return new ConnectionId((int) value.u32(0));
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void write(StunWriter out) {
    out.u32(id);
  }
}
