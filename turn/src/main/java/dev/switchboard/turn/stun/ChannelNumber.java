// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

/// CHANNEL-NUMBER, RFC 8656 §18.1: the short name of a peer on one allocation.
public record ChannelNumber(int number) implements StunAttribute {
  static final int TYPE = 0x000c;

  static ChannelNumber read(AttributeValue value) {
    value.requireExactly(4);
    return new ChannelNumber(value.u16(0));
  }

  /// RFC 8656 §12 allows 0x4000 to 0x4fff; clients of RFC 5766, which are most, go up to 0x7fff.
  public boolean isAllowed() {
    return number >= 0x4000 && number <= 0x7fff;
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void write(StunWriter out) {
    // "RFFU (Reserved For Future Use) field, which MUST be set to 0 on transmission and MUST be
    // ignored on reception." (§18.1)
    out.u16(number).u16(0);
  }
}
