// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

/// OTHER-ADDRESS, RFC 5780 §7.4: where the answer would come from if asked to change both.
public record OtherAddress(Endpoint endpoint) implements StunAttribute {
  static final int TYPE = 0x802c;

  static OtherAddress read(AttributeValue value) {
    return new OtherAddress(value.endpoint());
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void write(StunWriter out) {
    out.endpoint(endpoint);
  }
}
