// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

/// FINGERPRINT, RFC 8489 §14.7: CRC-32 of all that stands before it, XOR 0x5354554e.
public record Fingerprint(int crc) implements StunAttribute {
  static final int TYPE = 0x8028;

  static final int XOR = 0x5354554e;

  static Fingerprint read(AttributeValue value) {
    value.requireExactly(4);
    return new Fingerprint((int) value.u32(0));
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void write(StunWriter out) {
    out.u32(crc);
  }
}
