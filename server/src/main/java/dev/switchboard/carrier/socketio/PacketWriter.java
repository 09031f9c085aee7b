// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.socketio;

import dev.switchboard.json.JsonWriter;
import dev.switchboard.text.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts a packet together: Java values become JSON, and byte arrays attachments, in the order in
/// which they are met. One packet each.
final class PacketWriter {
  private static final int DEEPEST = 32;

  private final JsonWriter json = new JsonWriter();
  private final List<Utf8> attachments = new ArrayList<>(0);

  /// An event, in the namespace, with the number of the ack it asks for or none.
  static Outgoing event(String namespace, long ack, String name, Object @Nullable [] values) {
    PacketWriter writer = new PacketWriter();
    writer.json.clear().beginArray().string(Utf8.of(name));
    return writer.packet(PacketHead.EVENT, namespace, ack, values);
  }

  static Outgoing ack(String namespace, long ack, Object @Nullable [] values) {
    PacketWriter writer = new PacketWriter();
    writer.json.clear().beginArray();
    return writer.packet(PacketHead.ACK, namespace, ack, values);
  }

  private Outgoing packet(char type, String namespace, long ack, Object @Nullable [] values) {
    if (values != null) {
      for (Object value : values) {
        argument(value);
      }
    }
    json.endArray();
    StringBuilder head = new StringBuilder();
    if (attachments.isEmpty()) {
      head.append(type);
    } else {
      head.append(type == PacketHead.EVENT ? PacketHead.BINARY_EVENT : PacketHead.BINARY_ACK);
      head.append(attachments.size()).append('-');
    }
    if (!namespace.equals("/")) {
      head.append(namespace).append(',');
    }
    if (ack != PacketHead.NO_ACK) {
      head.append(ack);
    }
    return new Outgoing(joined(Utf8.of(head.toString()), json.view()), List.copyOf(attachments));
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
    attachments.addAll(all.attachments());
  }

  private void value(@Nullable Object value, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("argument: too deep (expected: " + DEEPEST + " levels)");
    }
    switch (value) {
      case null -> json.element("null");
      case Arguments.Array array -> {
        json.beginArray();
        spread(array.all());
        json.endArray();
      }
      case Json raw -> json.element(raw.text());
      case CharSequence text -> json.string(Utf8.of(text.toString()));
      case Boolean flag -> json.element(flag.toString());
      case Double number when !Double.isFinite(number) -> json.element("null");
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
    attachments.add(bytes);
  }

  static Utf8 joined(Utf8 first, Utf8 second) {
    byte[] both = new byte[first.length() + second.length()];
    System.arraycopy(first.bytes(), first.offset(), both, 0, first.length());
    System.arraycopy(second.bytes(), second.offset(), both, first.length(), second.length());
    return Utf8.view(both, 0, both.length);
  }
}
