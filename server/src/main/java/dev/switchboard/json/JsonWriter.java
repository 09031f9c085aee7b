// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.json;

import dev.switchboard.text.Utf8;
import java.util.Arrays;

/// Writes JSON into one array that is used again and again. Commas come by themselves. Nobody
/// checks that brackets match: the tests of each dialect do. One thread at a time.
public final class JsonWriter {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  /// What stays allocated when a larger text has been written.
  private static final int KEPT = 64 << 10;

  private byte[] out = new byte[1024];
  private int length;

  /// Where the JSON begins, behind what was put in front of it.
  private int start;

  /// Starts a new text.
  public JsonWriter clear() {
    if (out.length > KEPT) {
      out = new byte[1024];
    }
    length = 0;
    start = 0;
    return this;
  }

  /// Starts a new text with something that is no JSON in front.
  public JsonWriter clear(Utf8 front) {
    clear();
    bytes(front);
    start = length;
    return this;
  }

  /// What was written, shared with this writer: good until the next `clear`.
  public Utf8 view() {
    return Utf8.view(out, 0, length);
  }

  /// What was written, in memory of its own.
  public Utf8 copy() {
    return Utf8.copyOf(out, 0, length);
  }

  public JsonWriter beginObject() {
    separate();
    return put('{');
  }

  public JsonWriter endObject() {
    return put('}');
  }

  public JsonWriter beginArray() {
    separate();
    return put('[');
  }

  /// An element of an array, or the value after a key, that is JSON already.
  public JsonWriter element(Utf8 json) {
    separate();
    return bytes(json);
  }

  /// The same of plain ASCII.
  public JsonWriter element(String json) {
    separate();
    return ascii(json);
  }

  /// A field's name, whatever it is.
  public JsonWriter key(Utf8 name) {
    string(name);
    return put(':');
  }

  /// The same where the name is a JSON string already.
  public JsonWriter rawKey(Utf8 name) {
    element(name);
    return put(':');
  }

  public JsonWriter endArray() {
    return put(']');
  }

  /// A field's name, which must be plain ASCII.
  public JsonWriter name(String name) {
    separate();
    put('"');
    ascii(name);
    put('"');
    return put(':');
  }

  public JsonWriter beginArray(String name) {
    name(name);
    return put('[');
  }

  public JsonWriter beginObject(String name) {
    name(name);
    return put('{');
  }

  public JsonWriter string(String name, Utf8 text) {
    name(name);
    return string(text);
  }

  /// A string of plain ASCII that needs no escapes: a constant of the protocol.
  public JsonWriter constant(String name, String ascii) {
    name(name);
    put('"');
    ascii(ascii);
    return put('"');
  }

  public JsonWriter string(String name, String text) {
    return string(name, Utf8.of(text));
  }

  public JsonWriter number(String name, long value) {
    name(name);
    return digits(value);
  }

  public JsonWriter flag(String name, boolean value) {
    name(name);
    return ascii(value ? "true" : "false");
  }

  /// A value that is JSON already.
  public JsonWriter raw(String name, Utf8 json) {
    name(name);
    return bytes(json);
  }

  /// An element of an array, or the text after a name.
  public JsonWriter string(Utf8 text) {
    separate();
    put('"');
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      byte b = text.byteAt(i);
      if (b == '"' || b == '\\' || (b >= 0 && b < 0x20)) {
        bytes(text.slice(from, i));
        escape(b);
        from = i + 1;
      }
    }
    bytes(from == 0 ? text : text.slice(from, text.length()));
    return put('"');
  }

  /// For a text that somebody else goes on with.
  public JsonWriter comma() {
    return put(',');
  }

  private void escape(byte b) {
    put('\\');
    switch (b) {
      case '\n' -> put('n');
      case '\r' -> put('r');
      case '\t' -> put('t');
      case '"', '\\' -> put((char) b);
      default -> {
        ascii("u00");
        put((char) HEX[b >> 4]);
        put((char) HEX[b & 0xf]);
      }
    }
  }

  private void separate() {
    if (length > start) {
      byte last = out[length - 1];
      if (last != '{' && last != '[' && last != ':') {
        put(',');
      }
    }
  }

  private JsonWriter digits(long value) {
    if (value < 0) {
      return ascii(Long.toString(value));
    }
    int count = 1;
    for (long rest = value / 10; rest > 0; rest /= 10) {
      count++;
    }
    room(count);
    long rest = value;
    for (int i = length + count - 1; i >= length; i--) {
      out[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += count;
    return this;
  }

  private JsonWriter ascii(String text) {
    room(text.length());
    for (int i = 0; i < text.length(); i++) {
      out[length + i] = (byte) text.charAt(i);
    }
    length += text.length();
    return this;
  }

  private JsonWriter bytes(Utf8 text) {
    room(text.length());
    System.arraycopy(text.bytes(), text.offset(), out, length, text.length());
    length += text.length();
    return this;
  }

  private JsonWriter put(char ascii) {
    room(1);
    out[length++] = (byte) ascii;
    return this;
  }

  private void room(int more) {
    if (length + more > out.length) {
      out = Arrays.copyOf(out, Math.max(out.length * 2, length + more));
    }
  }
}
