// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.text.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Our reader and Jackson's must agree on what is JSON, for texts that were JSON until something
/// happened to them.
class JsonFuzzTest {
  private static final int ROUNDS = 200_000;
  private static final String[] SEEDS = {
    "{\"type\":\"signal\",\"to\":\"b\",\"data\":{\"type\":\"offer\",\"sdp\":\"v=0\\r\\no=- 4611 2 IN IP4 127.0.0.1\\r\\n\"}}",
    "{\"a\":[1,-2.5e+10,true,false,null,\"x\\u00e9\\ud83d\\udc4b\"],\"b\":{\"c\":{}},\"d\":\"\"}",
    "{ \"room\" : \"街市\" , \"n\" : 0 , \"deep\" : [ [ [ [ ] ] ] ] }"
  };
  private static final byte[] BITS =
      "{}[]\",:\\u0123456789eE+-.truefalsn \n\t".getBytes(StandardCharsets.US_ASCII);

  private final JsonFactory jackson = new JsonFactory();
  private final JsonObject object = new JsonObject();

  @Test
  void agreesWithJacksonOnMutatedFrames() {
    Random random = new Random(20261121);
    int valid = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] text = mutated(SEEDS[random.nextInt(SEEDS.length)], random);
      String shown = new String(text, StandardCharsets.UTF_8);
      boolean ours = object.read(Utf8.of(shown));
      assertThat(ours).as(shown).isEqualTo(isObject(shown));
      valid += ours ? 1 : 0;
    }
    assertThat(valid).as("mutants that stayed valid").isGreaterThan(ROUNDS / 100);
  }

  private static byte[] mutated(String seed, Random random) {
    byte[] text = seed.getBytes(StandardCharsets.UTF_8);
    int changes = random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(text.length);
      switch (random.nextInt(3)) {
        case 0 -> text[at] = BITS[random.nextInt(BITS.length)];
        case 1 -> text = cut(text, at, Math.min(text.length, at + 1 + random.nextInt(6)));
        default -> text = twice(text, at, Math.min(text.length, at + 1 + random.nextInt(12)));
      }
    }
    return text;
  }

  private static byte[] cut(byte[] text, int from, int to) {
    byte[] less = new byte[Math.max(1, text.length - (to - from))];
    System.arraycopy(text, 0, less, 0, Math.min(from, less.length));
    System.arraycopy(
        text,
        to,
        less,
        Math.min(from, less.length),
        Math.min(text.length - to, less.length - Math.min(from, less.length)));
    return less;
  }

  private static byte[] twice(byte[] text, int from, int to) {
    byte[] more = new byte[text.length + to - from];
    System.arraycopy(text, 0, more, 0, to);
    System.arraycopy(text, from, more, to, text.length - from);
    return more;
  }

  private boolean isObject(String text) {
    try (JsonParser parser = jackson.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      parser.skipChildren();
      return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
    } catch (JacksonException _) {
      return false;
    }
  }
}
