// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.text.Utf8;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
  private final JsonWriter out = new JsonWriter();

  @Test
  void commasComeByThemselves() {
    out.beginObject().constant("type", "x").number("n", 0).beginArray("list");
    out.beginObject().flag("yes", true).endObject().string(Utf8.of("two")).endArray();
    out.raw("data", Utf8.of("{\"a\":[]}")).beginObject("in").endObject().endObject();

    assertThat(out.view())
        .hasToString(
            "{\"type\":\"x\",\"n\":0,\"list\":[{\"yes\":true},\"two\"],\"data\":{\"a\":[]},\"in\":{}}");
  }

  @Test
  void numbersOfEveryLength() {
    for (long number :
        new long[] {0, 7, 10, 99, 100, 1763697600000L, Long.MAX_VALUE, -1, Long.MIN_VALUE}) {
      out.clear().number("n", number);
      assertThat(out.view()).hasToString("\"n\":" + number);
    }
  }

  @Test
  void clearingStartsAgainAndLetsGoOfLargeArrays() {
    out.string("a", "x".repeat(1 << 20));
    assertThat(out.clear().string("a", "y").view()).hasToString("\"a\":\"y\"");
  }

  @Test
  void whatIsWrittenIsReadBackAsItWas() {
    Random random = new Random(7);
    JsonObject object = new JsonObject();
    for (int round = 0; round < 20_000; round++) {
      String text = randomText(random);
      out.clear().beginObject().string("text", text).endObject();
      assertThat(object.read(out.view())).as(text).isTrue();
      assertThat(object.string("text")).hasToString(text);
    }
  }

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(40);
    for (int i = 0; i < length; i++) {
      int code = random.nextInt(4) == 0 ? random.nextInt(0x11_0000) : random.nextInt(0x80);
      if (code < Character.MIN_SURROGATE || code > Character.MAX_SURROGATE) {
        text.appendCodePoint(code);
      }
    }
    return text.toString();
  }
}
