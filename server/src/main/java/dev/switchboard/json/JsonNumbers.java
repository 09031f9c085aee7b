// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.json;

import dev.switchboard.text.Utf8;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Writes numbers as JavaScript does (ECMA-262, section 6.1.6.1.20), so that `1`, `1.0` and `1e0`
/// are one key for us where they are one for the servers that clients were written for.
final class JsonNumbers {
  /// Integers of so few digits are written as they are.
  private static final int SURELY_EXACT = 15;

  private static final MathContext ONE_DIGIT = new MathContext(1, RoundingMode.HALF_UP);
  private static final double LEAST_PLAIN = 1e-6;
  private static final double MOST_PLAIN = 1e21;

  private JsonNumbers() {}

  /// The text of a valid JSON number; the very slice where it is written that way already.
  static Utf8 canonical(Utf8 raw) {
    return isPlain(raw) ? raw : Utf8.of(text(Double.parseDouble(raw.toString())));
  }

  private static boolean isPlain(Utf8 raw) {
    if (raw.length() > SURELY_EXACT) {
      return false;
    }
    for (int i = 0; i < raw.length(); i++) {
      if (raw.byteAt(i) < '0' || raw.byteAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static String text(double value) {
    if (value == 0) {
      return "0";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    BigDecimal digits = shortest(value);
    double size = Math.abs(value);
    return size >= LEAST_PLAIN && size < MOST_PLAIN
        ? digits.toPlainString()
        : scientific(digits, value < 0);
  }

  /// The shortest digits that read back as the same number. Java gives two at least, and so not the
  /// one digit that JavaScript finds for 5e-324.
  private static BigDecimal shortest(double value) {
    BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    BigDecimal one = digits.round(ONE_DIGIT);
    return one.doubleValue() == value ? one : digits;
  }

  private static String scientific(BigDecimal value, boolean negative) {
    String digits = value.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - value.scale();
    String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
    return (negative ? "-" : "")
        + digits.charAt(0)
        + fraction
        + (exponent < 0 ? "e-" : "e+")
        + Math.abs(exponent);
  }
}
