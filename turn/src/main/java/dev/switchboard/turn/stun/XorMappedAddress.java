// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

/// XOR-MAPPED-ADDRESS, RFC 8489 §14.2: the client as the server sees it, hidden from helpful NATs.
public record XorMappedAddress(Endpoint endpoint) implements StunAttribute {
  static final int TYPE = 0x0020;

  static XorMappedAddress read(AttributeValue value) {
    return new XorMappedAddress(value.xorEndpoint());
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void write(StunWriter out) {
    out.xorEndpoint(endpoint);
  }
}
