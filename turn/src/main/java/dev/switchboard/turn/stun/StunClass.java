// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

/// What a message is for. The two bits stand apart in the type: RFC 8489 §5, figure 3.
public enum StunClass {
  REQUEST(0x000),
  INDICATION(0x010),
  SUCCESS(0x100),
  ERROR(0x110);

  static final int MASK = 0x110;

  private final int bits;

  StunClass(int bits) {
    this.bits = bits;
  }

  int bits() {
    return bits;
  }

  static StunClass of(int type) {
    return switch (type & MASK) {
      case 0x000 -> REQUEST;
      case 0x010 -> INDICATION;
      case 0x100 -> SUCCESS;
      default -> ERROR;
    };
  }
}
