// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.json;

import dev.switchboard.text.Utf8;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads one JSON array in one pass: the whole text is checked, and each element is had as the
/// bytes that came.
public final class JsonArray {
  private JsonArray() {}

  /// The elements as they stand in the text, which they share. Null when the text is not one JSON
  /// array.
  public static @Nullable List<Utf8> elements(Utf8 text) {
    JsonScanner scanner = new JsonScanner();
    int end = text.offset() + text.length();
    scanner.over(text.bytes(), end);
    int at = scanner.skipSpace(text.offset());
    if (!scanner.isAt(at, '[')) {
      return null;
    }
    List<Utf8> elements = new ArrayList<>(4);
    at = scanner.skipSpace(at + 1);
    boolean closed = scanner.isAt(at, ']');
    while (!closed) {
      int behind = scanner.value(at, 1);
      if (behind == JsonScanner.BAD) {
        return null;
      }
      elements.add(Utf8.view(text.bytes(), at, behind - at));
      at = scanner.skipSpace(behind);
      closed = scanner.isAt(at, ']');
      if (!closed && !scanner.isAt(at, ',')) {
        return null;
      }
      at = closed ? at : scanner.skipSpace(at + 1);
    }
    return scanner.skipSpace(at + 1) == end ? elements : null;
  }
}
