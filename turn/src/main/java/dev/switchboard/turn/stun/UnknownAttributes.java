// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

import java.util.ArrayList;
import java.util.List;

/// UNKNOWN-ATTRIBUTES, RFC 8489 §14.13: the types that a 420 answer complains of.
public record UnknownAttributes(List<Integer> types) implements StunAttribute {
  static final int TYPE = 0x000a;

  public UnknownAttributes {
    types = List.copyOf(types);
  }

  static UnknownAttributes read(AttributeValue value) {
    value.requireAtMost(2 * StunReader.MOST_ATTRIBUTES);
    List<Integer> types = new ArrayList<>();
    for (int at = 0; at + 2 <= value.length(); at += 2) {
      types.add(value.u16(at));
    }
    return new UnknownAttributes(types);
  }

  @Override
  public int type() {
    return TYPE;
  }

  // "The attribute contains a list of 16-bit values, each of which represents an attribute type
  // that was not understood by the server." (§14.13)
  @Override
  public void write(StunWriter out) {
    types.forEach(out::u16);
  }
}
