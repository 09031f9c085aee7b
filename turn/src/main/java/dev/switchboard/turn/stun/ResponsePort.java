// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

/// RESPONSE-PORT, RFC 5780 §7.5: answer to this port of the address that asks.
public record ResponsePort(int port) implements StunAttribute {
  static final int TYPE = 0x0027;

  static ResponsePort read(AttributeValue value) {
    // A 16-bit port; some count the two bytes of padding behind it.
    value.requireExactly(2, 4);
    return new ResponsePort(value.u16(0));
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void write(StunWriter out) {
    out.u16(port);
  }
}
