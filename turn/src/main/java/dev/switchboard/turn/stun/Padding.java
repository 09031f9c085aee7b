// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

/// PADDING, RFC 5780 §7.6: bytes without a meaning, to make packets that are fragmented.
public record Padding(int length) implements StunAttribute {
  static final int TYPE = 0x0026;

  static Padding read(AttributeValue value) {
    return new Padding(value.length());
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void write(StunWriter out) {
    for (int i = 0; i < length; i++) {
      out.u8(0);
    }
  }
}
