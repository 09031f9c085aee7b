// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

/// PASSWORD-ALGORITHM, RFC 8489 §14.12: how the client made the key of its password. The number may
/// be one that nobody here knows.
public record PasswordAlgorithm(int number) implements StunAttribute {
  static final int TYPE = 0x001d;

  /// Numbers of RFC 8489 §18.5; neither takes parameters.
  public static final int MD5 = 1;

  public static final int SHA256 = 2;

  static PasswordAlgorithm read(AttributeValue value) {
    int parameters = value.u16(2);
    value.requireExactly(4 + (parameters + 3) / 4 * 4, 4 + parameters);
    return new PasswordAlgorithm(value.u16(0));
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void write(StunWriter out) {
    out.u16(number).u16(0);
  }
}
