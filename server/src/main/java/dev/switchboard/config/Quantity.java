// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// Numbers with a unit behind them: sizes such as `256k` and durations such as `20s`.
final class Quantity {

  private static final Scale BYTES =
      new Scale(
          new Unit("g", 1 << 30), new Unit("m", 1 << 20), new Unit("k", 1 << 10), new Unit("", 1));

  private static final Scale MILLIS =
      new Scale(
          new Unit("h", 3_600_000), new Unit("m", 60_000), new Unit("s", 1000), new Unit("ms", 1));

  private Quantity() {}

  /// Bytes, where `k`, `m` and `g` stand for 1024 and its powers.
  static Kind<Integer> size(String least, String most) {
    return kind("SIZE", "a size", BYTES, least, most, Long::intValue, Integer::longValue);
  }

  static Kind<Duration> duration(String least, String most) {
    return kind("TIME", "a time", MILLIS, least, most, Duration::ofMillis, Duration::toMillis);
  }

  private static <T> Kind<T> kind(
      String label,
      String noun,
      Scale scale,
      String least,
      String most,
      Function<Long, T> make,
      Function<T, Long> count) {
    long lower = scale.read(least).orElseThrow();
    long upper = scale.read(most).orElseThrow();
    return new Kind<>(
        label,
        noun + " from " + least + " to " + most,
        text -> scale.read(text).filter(n -> n >= lower && n <= upper).map(make),
        value -> scale.write(count.apply(value)));
  }

  private record Unit(String name, long factor) {}

  /// The units of one quantity, the largest first.
  private record Scale(Unit first, Unit second, Unit third, Unit last) {

    Optional<Long> read(String text) {
      String lower = text.toLowerCase(Locale.ROOT);
      int end = 0;
      while (end < lower.length() && Character.isDigit(lower.charAt(end))) {
        end++;
      }
      String digits = lower.substring(0, end);
      return unit(lower.substring(end))
          .flatMap(u -> Digits.read(digits, Long.MAX_VALUE / u.factor).map(n -> n * u.factor));
    }

    private Optional<Unit> unit(String name) {
      for (Unit unit : units()) {
        if (unit.name.equals(name)) {
          return Optional.of(unit);
        }
      }
      return Optional.empty();
    }

    String write(long count) {
      for (Unit unit : units()) {
        if (count != 0 && count % unit.factor == 0) {
          return count / unit.factor + unit.name;
        }
      }
      return count + last.name;
    }

    private List<Unit> units() {
      return List.of(first, second, third, last);
    }
  }
}
