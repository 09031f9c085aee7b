// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.text.Utf8;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Values as JavaScript takes them for keys and for true.
class JsonKeyTest {
  /// The second and third columns are what Node says to `String(JSON.parse(x))` and
  /// `!!JSON.parse(x)`.
  private static final String NUMBERS =
      """
      0, 0, false
      -0, 0, false
      0.0, 0, false
      -0.0, 0, false
      0e5, 0, false
      1, 1, true
      1.0, 1, true
      1e0, 1, true
      10e-1, 1, true
      -1, -1, true
      -1.50, -1.5, true
      12345678901234567890, 12345678901234567000, true
      1e21, 1e+21, true
      1e20, 100000000000000000000, true
      123456789012345680000, 123456789012345680000, true
      999999999999999999999, 1e+21, true
      1e-6, 0.000001, true
      1e-7, 1e-7, true
      0.000001, 0.000001, true
      0.0000001, 1e-7, true
      1.5e-10, 1.5e-10, true
      5e-324, 5e-324, true
      4e-324, 5e-324, true
      2e-324, 0, false
      1e-999, 0, false
      1e308, 1e+308, true
      1.7976931348623157e308, 1.7976931348623157e+308, true
      1e309, Infinity, true
      -1e309, -Infinity, true
      1e999, Infinity, true
      0.1, 0.1, true
      0.30000000000000004, 0.30000000000000004, true
      100, 100, true
      1E2, 100, true
      1e+2, 100, true
      9007199254740992, 9007199254740992, true
      9007199254740993, 9007199254740992, true
      2e-3, 0.002, true
      123456.789e3, 123456789, true
      4.35, 4.35, true
      0.5e-6, 5e-7, true
      1.0000000000000002, 1.0000000000000002, true
      1e23, 1e+23, true
      2.2250738585072014e-308, 2.2250738585072014e-308, true
      123e-20, 1.23e-18, true
      0, 0, false
      1234567890123456, 1234567890123456, true
      100000000000000000000000, 1e+23, true
      2e22, 2e+22, true
      9.5367431640625e-7, 9.5367431640625e-7, true
      2.98023223876953125e-8, 2.9802322387695312e-8, true
      """;

  private final JsonObject object = new JsonObject();

  @ParameterizedTest
  @CsvSource(textBlock = NUMBERS)
  void numbersAreKeysAsInJavaScript(String number, String key, boolean truthy) {
    read(number);
    assertThat(object.key("a")).hasToString(key);
    assertThat(object.isTruthy("a")).isEqualTo(truthy);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "\"x\", x, true",
        "\"\", ~~, false",
        "\"0\", 0, true",
        "\" \", ~ ~, true",
        "\"false\", false, true",
        "\"\\u0061\\/\", a/, true",
        "true, true, true",
        "false, false, false",
      })
  void textsAndTruthsAreKeys(String value, String key, boolean truthy) {
    read(value);
    assertThat(object.key("a")).hasToString(key);
    assertThat(object.isTruthy("a")).isEqualTo(truthy);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {"null, false", "{}, true", "[], true", "[1], true", "\"\\ud800\", true"})
  void theRestIsNoKey(String value, boolean truthy) {
    read(value);
    assertThat(object.key("a")).isNull();
    assertThat(object.isTruthy("a")).isEqualTo(truthy);
  }

  @Test
  void whatIsNotThereIsNeither() {
    read("1");
    assertThat(object.key("b")).isNull();
    assertThat(object.isTruthy("b")).isFalse();
  }

  @Test
  void aNumberInItsShortestFormIsNotCopied() {
    Utf8 raw = Utf8.of("123456789");
    assertThat(JsonNumbers.canonical(raw)).isSameAs(raw);
  }

  private void read(String value) {
    assertThat(object.read(Utf8.of("{\"a\":" + value + "}"))).isTrue();
  }
}
