// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

/// CHANGE-REQUEST, RFC 5780 §7.2: answer from the other address, the other port, or both.
public record ChangeRequest(boolean address, boolean port) implements StunAttribute {
  static final int TYPE = 0x0003;

  private static final int ADDRESS = 4;
  private static final int PORT = 2;

  static ChangeRequest read(AttributeValue value) {
    value.requireExactly(4);
    int flags = value.u8(3);
    return new ChangeRequest((flags & ADDRESS) != 0, (flags & PORT) != 0);
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void write(StunWriter out) {
    out.u32((address ? ADDRESS : 0) | (port ? PORT : 0));
  }
}
