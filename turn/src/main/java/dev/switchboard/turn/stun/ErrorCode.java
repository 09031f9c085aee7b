// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

/// ERROR-CODE, RFC 8489 §14.8: why a request was turned down.
public record ErrorCode(int code, String reason) implements StunAttribute {
  static final int TYPE = 0x0009;

  private static final int MOST_BYTES = 4 + 763;

  static ErrorCode read(AttributeValue value) {
    value.requireAtMost(MOST_BYTES);
    int hundreds = value.u8(2) & 7;
    int number = value.u8(3);
    // "The Class represents the hundreds digit of the error code. The value MUST be between 3 and
    // 6. The Number represents the binary encoding of the error code modulo 100, and its value MUST
    // be between 0 and 99." (RFC 8489 §14.8)
    if (hundreds < 3 || hundreds > 6 || number > 99) {
      throw new Malformed("error class " + hundreds + ", number " + number);
    }
    return new ErrorCode(hundreds * 100 + number, value.text(4));
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void write(StunWriter out) {
    out.u16(0).u8(code / 100).u8(code % 100).text(reason);
  }
}
