// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

/// MOBILITY-TICKET, RFC 8016 §3.3: proof that an allocation is one's own, for a client whose
/// address changed. Empty where a first one is asked for.
public record MobilityTicket(Opaque value) implements StunAttribute {
  static final int TYPE = 0x8030;

  static MobilityTicket read(AttributeValue value) {
    // "The value of the MOBILITY-TICKET is encrypted and is of variable length." (§3.3)
    return new MobilityTicket(value.opaque());
  }

  public boolean isEmpty() {
    return value.length() == 0;
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void write(StunWriter out) {
    out.opaque(value);
  }
}
