// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.json;

import dev.switchboard.text.Utf8;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One JSON object, read in one pass: the whole text is checked, its fields are remembered by where
/// they stand, and every value can be had as the bytes that came. Made once and used again for
/// message after message, so that reading one makes nothing but the slices that are asked for. One
/// thread at a time; slices are good for as long as the text is.
///
/// A field that occurs twice counts as it last stands, as in every browser. More than
/// [#MOST_FIELDS] fields are refused.
public final class JsonObject {
  /// What [#integer] answers where there is none: no count, time or id of a protocol is that small.
  public static final long NO_INTEGER = Long.MIN_VALUE;

  static final int MOST_FIELDS = 64;

  private final int mostFields;
  private final JsonScanner scanner = new JsonScanner();
  private Utf8 text = Utf8.EMPTY;
  private int fields;
  private int[] names = new int[8];
  private int[] nameEnds = new int[8];
  private boolean escapedNames;
  private int[] starts = new int[8];
  private int[] ends = new int[8];

  public JsonObject() {
    this(MOST_FIELDS);
  }

  /// For objects that are somebody's data, which may have as many fields as fit into a message.
  public JsonObject(int mostFields) {
    this.mostFields = mostFields;
  }

  /// Reads a text. False when it is not one JSON object; [#problem] tells why.
  public boolean read(Utf8 text) {
    this.text = text;
    this.fields = 0;
    this.escapedNames = false;
    scanner.over(text.bytes(), text.offset() + text.length());
    int at = scanner.skipSpace(text.offset());
    if (!scanner.isAt(at, '{')) {
      scanner.fail("not an object");
      return false;
    }
    at = scanner.skipSpace(at + 1);
    at = scanner.isAt(at, '}') ? at + 1 : readFields(at);
    if (at == JsonScanner.BAD) {
      return false;
    }
    if (scanner.skipSpace(at) < text.offset() + text.length()) {
      scanner.fail("more after the object");
      return false;
    }
    return true;
  }

  /// Why the last `read` failed.
  public String problem() {
    return scanner.problem();
  }

  /// How many fields there are, the same one twice too.
  public int size() {
    return fields;
  }

  /// The name of the field that stands there, as it stands there, in its quotes.
  public Utf8 nameAt(int field) {
    return Utf8.view(text.bytes(), names[field] - 1, nameEnds[field] - names[field] + 2);
  }

  /// The value of the field that stands there.
  public Utf8 rawAt(int field) {
    return slice(field);
  }

  public boolean has(String name) {
    return find(name) >= 0;
  }

  /// The value as it stands in the text, or null when there is no such field.
  public @Nullable Utf8 raw(String name) {
    int field = find(name);
    return field < 0 ? null : slice(field);
  }

  /// The value, when it is a string of real characters; else null.
  public @Nullable Utf8 string(String name) {
    int field = find(name);
    return field < 0 ? null : unquoted(slice(field));
  }

  /// What JavaScript makes of the value where it is used as a key: the text of a string, a number,
  /// or `true` or `false`. Null for anything else, and for a string that is not of real characters.
  public @Nullable Utf8 key(String name) {
    int field = find(name);
    if (field < 0) {
      return null;
    }
    Utf8 raw = slice(field);
    return switch (raw.byteAt(0)) {
      case '"' -> unquoted(raw);
      case 't', 'f' -> raw;
      case 'n', '{', '[' -> null;
      default -> JsonNumbers.canonical(raw);
    };
  }

  /// Whether JavaScript takes the value for true: it is there, and neither `null`, `false`, zero
  /// nor an empty string.
  public boolean isTruthy(String name) {
    int field = find(name);
    if (field < 0) {
      return false;
    }
    Utf8 raw = slice(field);
    return switch (raw.byteAt(0)) {
      case '"' -> raw.length() > 2;
      case 'n', 'f' -> false;
      case 't', '{', '[' -> true;
      default -> !JsonNumbers.canonical(raw).is("0");
    };
  }

  /// The value, when it is an integer that a double can hold exactly; else [#NO_INTEGER].
  public long integer(String name) {
    int field = find(name);
    if (field < 0) {
      return NO_INTEGER;
    }
    Utf8 digits = slice(field);
    boolean negative = digits.byteAt(0) == '-';
    int first = negative ? 1 : 0;
    if (digits.length() - first > 16) {
      return NO_INTEGER;
    }
    long value = 0;
    for (int i = first; i < digits.length(); i++) {
      int digit = digits.byteAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return NO_INTEGER;
      }
      value = value * 10 + digit;
    }
    return value > (1L << 53) - 1 ? NO_INTEGER : negative ? -value : value;
  }

  /// True when the field is there and is an object.
  public boolean isObject(String name) {
    int field = find(name);
    return field >= 0 && text.bytes()[starts[field]] == '{';
  }

  /// The elements of an array as they stand in the text, or null when the field is no array.
  public @Nullable List<Utf8> elements(String name) {
    int field = find(name);
    if (field < 0 || text.bytes()[starts[field]] != '[') {
      return null;
    }
    List<Utf8> list = new ArrayList<>();
    int at = scanner.skipSpace(starts[field] + 1);
    while (!scanner.isAt(at, ']')) {
      int end = scanner.value(at, 1);
      list.add(Utf8.view(text.bytes(), at, end - at));
      at = scanner.skipSpace(end);
      at = scanner.isAt(at, ',') ? scanner.skipSpace(at + 1) : at;
    }
    return list;
  }

  /// The text of a raw value that is a string of real characters; else null.
  public static @Nullable Utf8 unquoted(Utf8 raw) {
    return raw.byteAt(0) == '"' ? JsonStrings.unescape(raw.slice(1, raw.length() - 1)) : null;
  }

  private int readFields(int first) {
    int at = first;
    while (true) {
      int nameEnd = scanner.string(at);
      int colon = nameEnd == JsonScanner.BAD ? JsonScanner.BAD : scanner.skipSpace(nameEnd);
      if (colon == JsonScanner.BAD || !scanner.isAt(colon, ':')) {
        return colon == JsonScanner.BAD ? colon : scanner.fail("a colon is missing");
      }
      int start = scanner.skipSpace(colon + 1);
      int end = scanner.value(start, 1);
      if (end == JsonScanner.BAD || !remember(at, nameEnd, start, end)) {
        return JsonScanner.BAD;
      }
      at = scanner.skipSpace(end);
      if (scanner.isAt(at, '}')) {
        return at + 1;
      }
      if (!scanner.isAt(at, ',')) {
        return scanner.fail("a comma or brace is missing");
      }
      at = scanner.skipSpace(at + 1);
    }
  }

  private boolean remember(int name, int nameEnd, int start, int end) {
    if (fields == names.length) {
      if (fields >= mostFields) {
        scanner.fail("more than " + mostFields + " fields");
        return false;
      }
      names = Arrays.copyOf(names, fields * 2);
      nameEnds = Arrays.copyOf(nameEnds, fields * 2);
      starts = Arrays.copyOf(starts, fields * 2);
      ends = Arrays.copyOf(ends, fields * 2);
    }
    names[fields] = name + 1;
    nameEnds[fields] = nameEnd - 1;
    escapedNames |= isEscaped(name + 1, nameEnd - 1);
    starts[fields] = start;
    ends[fields] = end;
    fields++;
    return true;
  }

  private int find(String name) {
    for (int i = fields - 1; i >= 0; i--) {
      if (isNamed(i, name)) {
        return i;
      }
    }
    return -1;
  }

  private boolean isNamed(int field, String name) {
    byte[] bytes = text.bytes();
    int from = names[field];
    int length = nameEnds[field] - from;
    if (escapedNames) {
      Utf8 plain = JsonStrings.unescape(Utf8.view(bytes, from, length));
      return plain != null && plain.is(name);
    }
    boolean same = length == name.length();
    for (int i = 0; same && i < length; i++) {
      same = bytes[from + i] == name.charAt(i);
    }
    return same;
  }

  private boolean isEscaped(int from, int to) {
    boolean escaped = false;
    for (int i = from; i < to; i++) {
      escaped |= text.bytes()[i] == '\\';
    }
    return escaped;
  }

  private Utf8 slice(int field) {
    return Utf8.view(text.bytes(), starts[field], ends[field] - starts[field]);
  }
}
