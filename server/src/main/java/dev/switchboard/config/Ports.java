// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import java.util.Optional;

/// A range of ports, both ends included.
public record Ports(int first, int last) {
  private static final int LEAST = 1024;
  private static final long MOST = 65_535;

  /// Of a text such as 61000-62999.
  static Kind<Ports> kind() {
    return new Kind<>(
        "FIRST-LAST",
        "two ports from 1024 to 65535, such as 61000-62999",
        Ports::read,
        Ports::text);
  }

  private static Optional<Ports> read(String text) {
    int hyphen = text.indexOf('-');
    if (hyphen < 0) {
      return Optional.empty();
    }
    Optional<Long> last = Digits.read(text.substring(hyphen + 1), MOST);
    return Digits.read(text.substring(0, hyphen), MOST)
        .filter(first -> first >= LEAST && last.filter(l -> l >= first).isPresent())
        .map(first -> new Ports(first.intValue(), last.orElseThrow().intValue()));
  }

  private String text() {
    return first + "-" + last;
  }

  @Override
  public String toString() {
    return text();
  }
}
