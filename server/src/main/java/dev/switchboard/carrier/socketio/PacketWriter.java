// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.socketio;

import dev.switchboard.json.JsonWriter;
import dev.switchboard.text.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts packets together: Java values become JSON, and byte arrays attachments, in the order in
/// which they are met. One for each thread, used again and again, so that a packet costs its own
/// bytes and no more.
final class PacketWriter {
  private static final int DEEPEST = 32;
  private static final ThreadLocal<PacketWriter> OF_THREAD =
      ThreadLocal.withInitial(PacketWriter::new);

  private final JsonWriter json = new JsonWriter();
  private List<Utf8> attachments = List.of();

  private PacketWriter() {}

  /// An event, in the namespace, with the number of the ack it asks for or none.
  static Outgoing event(Namespace namespace, long ack, String name, Object... values) {
    return OF_THREAD.get().packet(PacketHead.EVENT, namespace, ack, name, values);
  }

  static Outgoing ack(Namespace namespace, long ack, Object... values) {
    return OF_THREAD.get().packet(PacketHead.ACK, namespace, ack, null, values);
  }

  private Outgoing packet(
      char type, Namespace namespace, long ack, @Nullable String name, Object... values) {
    attachments = List.of();
    Utf8 head =
        type == PacketHead.EVENT && ack == PacketHead.NO_ACK
            ? namespace.eventHead()
            : head(Character.toString(type), namespace, ack);
    json.clear(head).beginArray();
    if (name != null) {
      json.string(Utf8.of(name));
    }
    for (Object value : values) {
      argument(value);
    }
    json.endArray();
    if (attachments.isEmpty()) {
      return new Outgoing(json.copy(), List.of());
    }
    // How many there are stands in front of all that was written.
    char binary = type == PacketHead.EVENT ? PacketHead.BINARY_EVENT : PacketHead.BINARY_ACK;
    Utf8 counted = head(binary + Integer.toString(attachments.size()) + "-", namespace, ack);
    Utf8 written = json.view();
    Utf8 array = written.slice(head.length(), written.length());
    return new Outgoing(joined(counted, array), List.copyOf(attachments));
  }

  private static Utf8 head(String type, Namespace namespace, long ack) {
    String place = namespace.name().equals("/") ? "" : namespace.name() + ",";
    return Utf8.of(type + place + (ack == PacketHead.NO_ACK ? "" : Long.toString(ack)));
  }

  private void argument(@Nullable Object value) {
    if (value instanceof Arguments all) {
      spread(all);
    } else {
      value(value, 1);
    }
  }

  private void spread(Arguments all) {
    int before = attachments.size();
    for (Utf8 each : all.values()) {
      boolean moves = before > 0 && !all.attachments().isEmpty();
      json.element(moves ? Placeholders.moved(each, before) : each);
    }
    for (Utf8 attachment : all.attachments()) {
      attach(attachment);
    }
  }

  private void value(@Nullable Object value, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("argument: too deep (expected: " + DEEPEST + " levels)");
    }
    switch (value) {
      case null -> json.element("null");
      case Json raw -> json.element(raw.text());
      case Arguments.Array array -> {
        json.beginArray();
        spread(array.all());
        json.endArray();
      }
      case CharSequence text -> json.string(Utf8.of(text.toString()));
      case Boolean flag -> json.element(flag.toString());
      case Double number when !Double.isFinite(number) -> json.element("null");
      case Float number when !Float.isFinite(number) -> json.element("null");
      case Number number -> json.element(number.toString());
      case byte[] bytes -> placeholder(Utf8.copyOf(bytes, 0, bytes.length));
      case Map<?, ?> map -> {
        json.beginObject();
        map.forEach((name, each) -> {
          json.key(Utf8.of(String.valueOf(name)));
          value(each, depth + 1);
        });
        json.endObject();
      }
      case Iterable<?> list -> {
        json.beginArray();
        for (Object each : list) {
          value(each, depth + 1);
        }
        json.endArray();
      }
      default ->
          throw new IllegalArgumentException(
              "argument: "
                  + value.getClass().getName()
                  + " (expected: text, number, boolean, null, byte[], Map, Iterable, Json or"
                  + " Arguments)");
    }
  }

  private void placeholder(Utf8 bytes) {
    json.beginObject().flag("_placeholder", true).number("num", attachments.size()).endObject();
    attach(bytes);
  }

  private void attach(Utf8 bytes) {
    if (attachments.isEmpty()) {
      attachments = new ArrayList<>(1);
    }
    attachments.add(bytes);
  }

  static Utf8 joined(Utf8 first, Utf8 second) {
    byte[] both = new byte[first.length() + second.length()];
    System.arraycopy(first.bytes(), first.offset(), both, 0, first.length());
    System.arraycopy(second.bytes(), second.offset(), both, first.length(), second.length());
    return Utf8.view(both, 0, both.length);
  }
}
