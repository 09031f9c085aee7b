// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.engineio;

import dev.switchboard.net.Utf8Validator;
import dev.switchboard.text.Utf8;

/// Revision 3. As text, each packet has its length in front, counted as JavaScript counts; a binary
/// one is `b4` and base64. For clients that can take bytes, a body with a binary packet is binary
/// as a whole: 0 or 1 for text or bytes, the digits of the length as numbers, 255, and the packet.
final class Payload3 implements Payload {
  private static final int END_OF_LENGTH = 0xff;
  private static final int MOST_DIGITS = 9;
  private static final byte BINARY_MESSAGE = 4;

  private final boolean base64;

  Payload3(boolean base64) {
    this.base64 = base64;
  }

  @Override
  public Body encode(Iterable<Packet> packets) {
    boolean bytes = false;
    for (Packet packet : packets) {
      bytes |= packet.binary() && !base64;
    }
    Bytes out = new Bytes();
    for (Packet packet : packets) {
      if (bytes) {
        asBytes(packet, out);
      } else {
        asText(packet, out);
      }
    }
    return new Body(bytes ? Body.BINARY : Body.TEXT, out.view());
  }

  private static void asText(Packet packet, Bytes out) {
    if (packet.binary()) {
      int length = (packet.body().length() + 2) / 3 * 4 + 2;
      out.digits(length).put(':').put('b').put(packet.type()).base64(packet.body());
    } else {
      int length = 1 + units(packet.head()) + units(packet.body());
      out.digits(length).put(':').put(packet.type()).put(packet.head()).put(packet.body());
    }
  }

  private static void asBytes(Packet packet, Bytes out) {
    out.put(packet.binary() ? 1 : 0);
    String digits = Integer.toString(1 + packet.head().length() + packet.body().length());
    for (int i = 0; i < digits.length(); i++) {
      out.put(digits.charAt(i) - '0');
    }
    out.put(END_OF_LENGTH);
    out.put(packet.binary() ? BINARY_MESSAGE : packet.type());
    out.put(packet.head()).put(packet.body());
  }

  /// UTF-16 code units: one for each character, two for those outside of the first plane, which are
  /// those of four bytes.
  private static int units(Utf8 text) {
    int units = 0;
    for (int i = 0; i < text.length(); i++) {
      units += units(text.byteAt(i));
    }
    return units;
  }

  private static int units(byte b) {
    return (b & 0xc0) == 0x80 ? 0 : (b & 0xf8) == 0xf0 ? 2 : 1;
  }

  @Override
  public boolean decode(byte[] body, boolean binary, Sink sink) {
    return binary ? decodeBytes(body, sink) : decodeText(body, sink);
  }

  private static boolean decodeText(byte[] body, Sink sink) {
    if (!Utf8Validator.isWhole(body, 0, body.length)) {
      return false;
    }
    int at = 0;
    while (at < body.length) {
      int length = 0;
      int first = at;
      while (at < body.length && body[at] >= '0' && body[at] <= '9' && at - first < MOST_DIGITS) {
        length = length * 10 + body[at++] - '0';
      }
      if (at == first || at == body.length || body[at] != ':' || length == 0) {
        return false;
      }
      int from = at + 1;
      at = skip(body, from, length);
      if (at < 0) {
        return false;
      }
      boolean sound =
          body[from] == 'b'
              ? packed(body, from + 1, at, sink)
              : sink.packet((char) body[from], Utf8.view(body, from + 1, at - from - 1));
      if (!sound) {
        return false;
      }
    }
    return true;
  }

  /// `4` and base64, which nothing else may be.
  private static boolean packed(byte[] body, int from, int to, Sink sink) {
    if (from == to || body[from] != Packet.MESSAGE) {
      return false;
    }
    byte[] bytes = Base64Text.read(body, from + 1, to);
    return bytes != null && sink.binary(bytes, 0, bytes.length);
  }

  /// The index behind so many code units, or -1 where there are not as many.
  private static int skip(byte[] body, int from, int units) {
    int at = from;
    int left = units;
    while (at < body.length && (left > 0 || (body[at] & 0xc0) == 0x80)) {
      left -= units(body[at++]);
    }
    return left == 0 ? at : -1;
  }

  private static boolean decodeBytes(byte[] body, Sink sink) {
    int at = 0;
    while (at < body.length) {
      int kind = body[at++];
      int length = 0;
      int first = at;
      while (at < body.length && body[at] >= 0 && body[at] <= 9 && at - first < MOST_DIGITS) {
        length = length * 10 + body[at++];
      }
      boolean sane = at < body.length && (body[at++] & 0xff) == END_OF_LENGTH && length > 0;
      if (!sane || (kind != 0 && kind != 1) || length > body.length - at) {
        return false;
      }
      boolean sound = kind == 1 ? bytes(body, at, length, sink) : text(body, at, length, sink);
      if (!sound) {
        return false;
      }
      at += length;
    }
    return true;
  }

  private static boolean bytes(byte[] body, int at, int length, Sink sink) {
    return body[at] == BINARY_MESSAGE && sink.binary(body, at + 1, length - 1);
  }

  private static boolean text(byte[] body, int at, int length, Sink sink) {
    return Utf8Validator.isWhole(body, at, at + length)
        && sink.packet((char) body[at], Utf8.view(body, at + 1, length - 1));
  }
}
