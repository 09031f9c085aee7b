// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

/// LIFETIME, RFC 8656 §18.2: how long the allocation lives unless refreshed.
public record Lifetime(long seconds) implements StunAttribute {
  static final int TYPE = 0x000d;

  static Lifetime read(AttributeValue value) {
    value.requireExactly(4);
    return new Lifetime(value.u32(0));
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void write(StunWriter out) {
    out.u32((int) seconds);
  }
}
