// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

/// XOR-PEER-ADDRESS, RFC 8656 §18.3: the far end of a relay, as the relay sees it.
public record XorPeerAddress(Endpoint endpoint) implements StunAttribute {
  static final int TYPE = 0x0012;

  static XorPeerAddress read(AttributeValue value) {
    return new XorPeerAddress(value.xorEndpoint());
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
