// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

/// EVEN-PORT, RFC 8656 §18.7: an even port, and if asked, the next one kept for a later request.
public record EvenPort(boolean reserveNext) implements StunAttribute {
  static final int TYPE = 0x0018;

  private static final int RESERVE = 0x80;

  static EvenPort read(AttributeValue value) {
    value.requireExactly(1);
    return new EvenPort((value.u8(0) & RESERVE) != 0);
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void write(StunWriter out) {
    // "The RFFU field must be set to zero on transmission and ignored on reception." (§18.7)
    out.u8(reserveNext ? RESERVE : 0);
  }
}
