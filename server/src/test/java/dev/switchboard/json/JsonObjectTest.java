// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.text.Utf8;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {
  private final JsonObject object = new JsonObject();

  @Test
  void everyValueCanBeHadAsItCame() {
    read("{ \"a\" : \"x\\ny\" , \"b\":[1, 2,{\"c\":null}],\"d\":-1.50e+3,\"e\":true}");

    assertThat(object.raw("a")).hasToString("\"x\\ny\"");
    assertThat(object.raw("b")).hasToString("[1, 2,{\"c\":null}]");
    assertThat(object.raw("d")).hasToString("-1.50e+3");
    assertThat(object.raw("e")).hasToString("true");
    assertThat(object.raw("c")).isNull();
  }

  @Test
  void stringsAreTheTextTheyStandFor() {
    read(
        "{\"a\":\"\\u4f60\\ud83d\\udc4b\\/\\\"\\\\\\b\\f\\n\\r\\t\\u00e9\",\"b\":\"plain 你好\",\"c\":\"\"}");

    assertThat(object.string("a")).hasToString("你👋/\"\\\b\f\n\r\té");
    assertThat(object.string("b")).hasToString("plain 你好");
    assertThat(object.string("c")).hasToString("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud800", "\\udc00", "x\\ud83dy", "\\ud83d\\u0041", "\\udc4b\\ud83d"})
  void aLoneSurrogateIsNoString(String inside) {
    read("{\"a\":\"" + inside + "\"}");

    assertThat(object.string("a")).isNull();
    assertThat(object.raw("a")).hasToString("\"" + inside + "\"");
  }

  @Test
  void integersAreThoseThatEveryClientCanHold() {
    read("{\"a\":9007199254740991,\"b\":9007199254740992,\"c\":-7,\"d\":1.0,\"e\":\"1\",\"f\":0}");

    assertThat(object.integer("a")).isEqualTo(9007199254740991L);
    assertThat(object.integer("b")).isEqualTo(JsonObject.NO_INTEGER);
    assertThat(object.integer("c")).isEqualTo(-7);
    assertThat(object.integer("d")).isEqualTo(JsonObject.NO_INTEGER);
    assertThat(object.integer("e")).isEqualTo(JsonObject.NO_INTEGER);
    assertThat(object.integer("f")).isZero();
    assertThat(object.integer("g")).isEqualTo(JsonObject.NO_INTEGER);
  }

  @Test
  void theLastOfTwoEqualFieldsCounts() {
    read("{\"type\":\"a\",\"type\":\"b\",\"\\u0074ype\":\"c\"}");

    assertThat(object.string("type")).hasToString("c");
  }

  @Test
  void namesOfPrototypesAreOrdinary() {
    read("{\"__proto__\":{\"type\":\"x\"},\"constructor\":1}");

    assertThat(object.has("type")).isFalse();
    assertThat(object.raw("__proto__")).hasToString("{\"type\":\"x\"}");
    assertThat(object.integer("constructor")).isEqualTo(1);
  }

  @Test
  void elementsOfAnArrayCanBeHadOneByOne() {
    read("{\"a\":[ 1 , \"two\",[3,[4]] ,{}],\"b\":[],\"c\":3}");

    assertThat(object.elements("a"))
        .map(Utf8::toString)
        .containsExactly("1", "\"two\"", "[3,[4]]", "{}");
    assertThat(object.elements("b")).isEmpty();
    assertThat(object.elements("c")).isNull();
  }

  @Test
  void readingAgainForgetsWhatWasThere() {
    read("{\"a\":1,\"b\":2}");
    read("{\"b\":3}");

    assertThat(object.has("a")).isFalse();
    assertThat(object.integer("b")).isEqualTo(3);
  }

  @Test
  void aSliceOfALargerArrayIsReadByItself() {
    byte[] bytes = "xx{\"a\":1}yy".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    assertThat(object.read(Utf8.view(bytes, 2, 7))).isTrue();
    assertThat(object.integer("a")).isEqualTo(1);
    assertThat(object.read(Utf8.view(bytes, 2, 6))).isFalse();
    assertThat(object.read(Utf8.view(bytes, 2, 8))).isFalse();
  }

  @Test
  void nestingEndsAtThirtyTwoLevels() {
    assertThat(object.read(Utf8.of("{\"a\":" + "[".repeat(31) + "]".repeat(31) + "}"))).isTrue();
    assertThat(object.read(Utf8.of("{\"a\":" + "[".repeat(32) + "]".repeat(32) + "}"))).isFalse();
    assertThat(object.problem()).isEqualTo("nested deeper than 32 levels");
    assertThat(object.read(Utf8.of("{\"a\":".repeat(100_000)))).isFalse();
  }

  @Test
  void fieldsEndAtSixtyFour() {
    assertThat(object.read(Utf8.of(fields(64)))).isTrue();
    assertThat(object.integer("f63")).isEqualTo(63);
    assertThat(object.read(Utf8.of(fields(65)))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "1",
        "\"a\"",
        "{",
        "}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":1.}",
        "{\"a\":.5}",
        "{\"a\":1e}",
        "{\"a\":-}",
        "{\"a\":nul}",
        "{\"a\":NaN}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"\n\"}",
        "{\"a\":\"\t\"}",
        "{\"a\":\"}",
        "{\"a\":\"\\\"}",
        "{\"a\":1}{",
        "{\"a\":1} x",
        "{\"a\":[1,]}",
        "{\"a\":[1 2]}",
        "{\"a\":{\"b\"}}",
        "{\"a\" 1}",
        "{\"a\":tru",
        "{\"a\":[",
        "{\"a\":1 \"b\":2}"
      })
  void whatIsNotAnObjectIsRefusedWithAReason(String text) {
    assertThat(object.read(Utf8.of(text))).isFalse();
    assertThat(object.problem()).isNotEmpty();
  }

  private void read(String text) {
    assertThat(object.read(Utf8.of(text))).as(text).isTrue();
  }

  private static String fields(int count) {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : ",").append("\"f").append(i).append("\":").append(i);
    }
    return text.append('}').toString();
  }
}
