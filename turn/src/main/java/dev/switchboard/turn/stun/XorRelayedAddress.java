// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

/// XOR-RELAYED-ADDRESS, RFC 8656 §18.5: where peers reach the client.
public record XorRelayedAddress(Endpoint endpoint) implements StunAttribute {
  static final int TYPE = 0x0016;

  static XorRelayedAddress read(AttributeValue value) {
    return new XorRelayedAddress(value.xorEndpoint());
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
