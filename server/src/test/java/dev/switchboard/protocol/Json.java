// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// JSON as maps and lists, for comparing what was expected with what came.
public final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  public static Object parse(String text) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      Object value = value(parser, parser.nextToken());
      if (value == null) {
        throw new AssertionError("null: " + text);
      }
      return value;
    }
  }

  /// True when the actual value has all that the expected one has. A string `$word` stands for any
  /// string: the first it meets is what it means from then on. The number of a field `at` is any
  /// number.
  public static boolean matches(
      @Nullable Object expected, @Nullable Object actual, Map<String, String> words) {
    return switch (expected) {
      case null -> actual == null;
      case String text when text.startsWith("$") ->
          (actual instanceof String || actual instanceof Number)
              && actual.toString().equals(words.computeIfAbsent(text, _ -> actual.toString()));
      case Map<?, ?> fields -> actual instanceof Map<?, ?> map && hasFields(fields, map, words);
      case List<?> list -> actual instanceof List<?> other && hasElements(list, other, words);
      default -> expected.equals(actual);
    };
  }

  private static boolean hasFields(
      Map<?, ?> expected, Map<?, ?> actual, Map<String, String> words) {
    for (Map.Entry<?, ?> field : expected.entrySet()) {
      Object given = actual.get(field.getKey());
      boolean anyTime = "at".equals(field.getKey()) && given instanceof Number;
      if (!anyTime && !matches(field.getValue(), given, words)) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasElements(List<?> expected, List<?> actual, Map<String, String> words) {
    boolean match = expected.size() == actual.size();
    for (int i = 0; match && i < expected.size(); i++) {
      match = matches(expected.get(i), actual.get(i), words);
    }
    return match;
  }

  private static @Nullable Object value(JsonParser parser, JsonToken token) {
    return switch (token) {
      case START_OBJECT -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          map.put(parser.currentName(), value(parser, parser.nextToken()));
        }
        yield map;
      }
      case START_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        for (JsonToken next = parser.nextToken();
            next != JsonToken.END_ARRAY;
            next = parser.nextToken()) {
          list.add(value(parser, next));
        }
        yield list;
      }
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? parser.getBigIntegerValue()
              : Long.valueOf(parser.getLongValue());
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> parser.getString();
    };
  }
}
