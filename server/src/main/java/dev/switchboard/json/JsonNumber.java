// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.json;

import dev.switchboard.text.Utf8;

/// Reads a raw value as a number.
public final class JsonNumber {
  private JsonNumber() {}

  /// The number, or NaN when the value is something else.
  public static double value(Utf8 raw) {
    byte first = raw.byteAt(0);
    boolean number = first == '-' || (first >= '0' && first <= '9');
    return number ? Double.parseDouble(raw.toString()) : Double.NaN;
  }
}
