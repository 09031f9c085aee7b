// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.engineio;

import dev.switchboard.net.Utf8Validator;
import dev.switchboard.text.Utf8;

/// Revision 4: packets with a record separator between them; a binary one is `b` and its bytes in
/// base64.
final class Payload4 implements Payload {
  private static final byte SEPARATOR = 0x1e;

  @Override
  public Body encode(Iterable<Packet> packets) {
    Bytes out = new Bytes();
    for (Packet packet : packets) {
      if (!out.isEmpty()) {
        out.put(SEPARATOR);
      }
      if (packet.binary()) {
        out.put('b').base64(packet.body());
      } else {
        out.put(packet.type()).put(packet.head()).put(packet.body());
      }
    }
    return new Body(Body.TEXT, out.view());
  }

  @Override
  public boolean decode(byte[] body, boolean binary, Sink sink) {
    if (binary || !Utf8Validator.isWhole(body, 0, body.length)) {
      return false;
    }
    int from = 0;
    while (from <= body.length && body.length > 0) {
      int to = from;
      while (to < body.length && body[to] != SEPARATOR) {
        to++;
      }
      if (to == from) {
        return false;
      }
      if (body[from] == 'b') {
        byte[] bytes = Base64Text.read(body, from + 1, to);
        if (bytes == null || !sink.binary(bytes, 0, bytes.length)) {
          return false;
        }
      } else if (!sink.packet((char) body[from], Utf8.view(body, from + 1, to - from - 1))) {
        return false;
      }
      from = to + 1;
    }
    return true;
  }
}
