// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

/// RESPONSE-ORIGIN, RFC 5780 §7.3: where the answer was sent from.
public record ResponseOrigin(Endpoint endpoint) implements StunAttribute {
  static final int TYPE = 0x802b;

  static ResponseOrigin read(AttributeValue value) {
    return new ResponseOrigin(value.endpoint());
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
