// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

/// RESERVATION-TOKEN, RFC 8656 §18.10: eight bytes that stand for a port kept ready.
public record ReservationToken(long token) implements StunAttribute {
  static final int TYPE = 0x0022;

  static ReservationToken read(AttributeValue value) {
    value.requireExactly(8);
    return new ReservationToken(value.u64(0));
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void write(StunWriter out) {
    out.u64(token);
  }
}
