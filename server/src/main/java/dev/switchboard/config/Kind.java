// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/// A kind of value: how its text is read, how a value is written, and how both are described.
///
/// @param label what `--help` puts after the flag, such as `PORT`
/// @param expected completes the sentence "expected: …"
/// @param reader gives nothing where the text does not fit
/// @param writer the inverse of the reader
public record Kind<T>(
    String label,
    String expected,
    Function<String, Optional<T>> reader,
    Function<T, String> writer) {

  private static final String FLAG = "true|false";

  /// The value of a text, or nothing where it is not `expected`.
  public Optional<T> read(String text) {
    return reader.apply(text.strip());
  }

  /// The shortest text that reads as this value.
  public String write(T value) {
    return writer.apply(value);
  }

  static Kind<String> text(String label, String expected, Predicate<String> fits) {
    return new Kind<>(label, expected, text -> Optional.of(text).filter(fits), text -> text);
  }

  static Kind<Integer> number(String label, int least, int most) {
    return new Kind<>(
        label,
        "a whole number from " + least + " to " + most,
        text -> Digits.read(text, most).filter(n -> n >= least).map(Long::intValue),
        String::valueOf);
  }

  static Kind<Boolean> flag() {
    return new Kind<>(
        FLAG,
        "true or false",
        text -> Optional.of(text).filter(Set.of("true", "false")::contains).map(Boolean::valueOf),
        String::valueOf);
  }

  /// Whether naming the option is enough to turn it on.
  public boolean isFlag() {
    return label.equals(FLAG);
  }

  /// One of the constants of an enum, written in lower case.
  static <E extends Enum<E>> Kind<E> choice(String label, List<E> constants) {
    List<String> words = constants.stream().map(Kind::word).toList();
    return new Kind<>(
        label,
        "one of " + String.join(", ", words),
        text -> constants.stream().filter(e -> word(e).equals(text)).findFirst(),
        Kind::word);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /// Values with commas between them; an empty text is an empty list.
  static <T> Kind<List<T>> list(Kind<T> kind, String label, String expected) {
    return new Kind<>(
        label,
        expected,
        text -> items(kind, text),
        values -> String.join(",", values.stream().map(kind::write).toList()));
  }

  private static <T> Optional<List<T>> items(Kind<T> kind, String text) {
    List<T> items = new ArrayList<>();
    for (String item : text.isEmpty() ? List.<String>of() : List.of(text.split(",", -1))) {
      Optional<T> value = kind.read(item);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      items.add(value.get());
    }
    return Optional.of(List.copyOf(items));
  }

  /// A value that may be left out: an empty text is no value.
  static <T> Kind<Optional<T>> optional(Kind<T> kind) {
    return new Kind<>(
        kind.label,
        kind.expected,
        text -> present(kind, text),
        value -> value.map(kind::write).orElse(""));
  }

  private static <T> Optional<Optional<T>> present(Kind<T> kind, String text) {
    Optional<T> value = kind.read(text);
    return text.isEmpty() || value.isPresent() ? Optional.of(value) : Optional.empty();
  }
}
