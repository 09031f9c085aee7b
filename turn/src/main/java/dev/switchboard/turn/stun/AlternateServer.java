// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

/// ALTERNATE-SERVER, RFC 8489 §14.15: where to ask instead.
public record AlternateServer(Endpoint endpoint) implements StunAttribute {
  static final int TYPE = 0x8023;

  static AlternateServer read(AttributeValue value) {
    return new AlternateServer(value.endpoint());
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
