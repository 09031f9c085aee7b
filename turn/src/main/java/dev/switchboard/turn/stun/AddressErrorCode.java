// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

/// ADDRESS-ERROR-CODE, RFC 8656 §18.12: why one of two address families could not be had.
public record AddressErrorCode(int family, int code, String reason) implements StunAttribute {
  static final int TYPE = 0x8001;

  private static final int MOST_BYTES = 4 + 763;

  static AddressErrorCode read(AttributeValue value) {
    value.requireAtMost(MOST_BYTES);
    int hundreds = value.u8(2) & 7;
    int number = value.u8(3);
    // "The Class represents the hundreds digit of the error code. The value MUST be between 3 and
    // 6. The Number represents the binary encoding of the error code modulo 100, and its value MUST
    // be between 0 and 99." (RFC 8489 §14.8)
    if (hundreds < 3 || hundreds > 6 || number > 99) {
      throw new Malformed("error class " + hundreds + ", number " + number);
    }
    return new AddressErrorCode(value.u8(0), hundreds * 100 + number, value.text(4));
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void write(StunWriter out) {
    out.u8(family).u8(0).u8(code / 100).u8(code % 100).text(reason);
  }
}
