// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

/// MAPPED-ADDRESS, RFC 8489 §14.1: the client as the server sees it, in clear; for RFC 3489 only.
public record MappedAddress(Endpoint endpoint) implements StunAttribute {
  static final int TYPE = 0x0001;

  static MappedAddress read(AttributeValue value) {
    return new MappedAddress(value.endpoint());
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
