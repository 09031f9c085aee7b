// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

/// ADDRESS-ERROR-CODE, RFC 8656 §18.12: why one of two address families could not be had.
public record AddressErrorCode(int family, int code, String reason) implements StunAttribute {
  static final int TYPE = 0x8001;

  /// All behind the family is as in ERROR-CODE.
  static AddressErrorCode read(AttributeValue value) {
    ErrorCode error = ErrorCode.read(value);
    return new AddressErrorCode(value.u8(0), error.code(), error.reason());
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
