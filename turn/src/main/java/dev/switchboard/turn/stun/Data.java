// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

/// DATA, RFC 8656 §18.4: the payload of a Send or Data indication.
public record Data(Opaque value) implements StunAttribute {
  static final int TYPE = 0x0013;

  static Data read(AttributeValue value) {
    return new Data(value.opaque());
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void write(StunWriter out) {
    out.opaque(value);
  }
}
