// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import java.util.Optional;

/// Reads plain decimal digits, without signs, separators or overflow.
final class Digits {

  private Digits() {}

  /// Nothing where the text is no such number, or where it is greater than `most`.
  static Optional<Long> read(String text, long most) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9 || value > (most - digit) / 10) {
        return Optional.empty();
      }
      value = value * 10 + digit;
    }
    return value <= most ? Optional.of(value) : Optional.empty();
  }
}
