// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

import java.util.ArrayList;
import java.util.List;

/// PASSWORD-ALGORITHMS, RFC 8489 §14.11: what the server can make keys with, best first; the client
/// repeats it under its signature, so that nobody between them can shorten the list.
public record PasswordAlgorithms(List<Integer> numbers) implements StunAttribute {
  static final int TYPE = 0x8002;

  public PasswordAlgorithms {
    numbers = List.copyOf(numbers);
  }

  static PasswordAlgorithms read(AttributeValue value) {
    List<Integer> numbers = new ArrayList<>();
    for (int at = 0; at < value.length(); ) {
      if (numbers.size() == StunReader.MOST_ATTRIBUTES) {
        throw new Malformed("too many password algorithms");
      }
      numbers.add(value.u16(at));
      // Parameters are padded like attributes (§14.11).
      at += 4 + (value.u16(at + 2) + 3) / 4 * 4;
    }
    return new PasswordAlgorithms(numbers);
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void write(StunWriter out) {
    for (int number : numbers) {
      out.u16(number).u16(0);
    }
  }
}
