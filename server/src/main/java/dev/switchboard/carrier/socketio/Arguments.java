// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.socketio;

import dev.switchboard.json.JsonNumber;
import dev.switchboard.json.JsonObject;
import dev.switchboard.text.Utf8;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came with an event or an acknowledgement: JSON values as they were sent, and bytes.
/// Immutable; may be kept and sent on as an argument of its own, which then stands for all of them.
public final class Arguments {
  static final Arguments NONE = new Arguments(List.of(), List.of());

  private final List<Utf8> values;
  private final List<Utf8> attachments;

  Arguments(List<Utf8> values, List<Utf8> attachments) {
    this.values = values;
    this.attachments = attachments;
  }

  public int size() {
    return values.size();
  }

  /// Those from the second on.
  public Arguments rest() {
    return size() == 0 ? this : new Arguments(values.subList(1, size()), attachments);
  }

  /// The argument's JSON; `null` where there is none. Bytes inside it are placeholders.
  public Json json(int index) {
    return new Json(index < size() ? values.get(index) : Utf8.of("null"));
  }

  /// The argument, when it is a string; else null.
  public @Nullable String text(int index) {
    Utf8 plain = index < size() ? JsonObject.unquoted(values.get(index)) : null;
    return plain == null ? null : plain.toString();
  }

  /// The argument, when it is a number; else NaN.
  public double number(int index) {
    return index < size() ? JsonNumber.value(values.get(index)) : Double.NaN;
  }

  /// The argument, when it is bytes; else null.
  public byte @Nullable [] bytes(int index) {
    JsonObject object = new JsonObject(Integer.MAX_VALUE);
    boolean placeholder =
        index < size() && object.read(values.get(index)) && Placeholders.is(object);
    // Where nothing was attached, what looks like a placeholder is plain data.
    if (!placeholder || attachments.isEmpty()) {
      return null;
    }
    Utf8 bytes = attachments.get((int) object.integer("num"));
    return Arrays.copyOfRange(bytes.bytes(), bytes.offset(), bytes.offset() + bytes.length());
  }

  /// All of them as one argument to send on: an array.
  public Object asArray() {
    return new Array(this);
  }

  /// Stands for one argument where [Arguments] would stand for several.
  record Array(Arguments all) {}

  List<Utf8> values() {
    return values;
  }

  List<Utf8> attachments() {
    return attachments;
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
