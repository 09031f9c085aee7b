// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

/// DONT-FRAGMENT, RFC 8656 §18.9: forward with the DF bit set.
public record DontFragment() implements StunAttribute {
  static final int TYPE = 0x001a;

  static DontFragment read(AttributeValue value) {
    // "This attribute has no value part, and thus, the attribute length field is 0." (§18.9)
    value.requireExactly(0);
    return new DontFragment();
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void write(StunWriter out) {}
}
