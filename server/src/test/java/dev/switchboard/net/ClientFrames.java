// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Frames as a client writes them, right or wrong, one behind the other.
final class ClientFrames {
  static final int FIN = 0x80;
  private static final int MASKED = 0x80;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int mask = 0x5a17c0de;

  ClientFrames text(String text) {
    return frame(FIN | WebSocketReader.TEXT, utf8(text));
  }

  ClientFrames frame(int first, String text) {
    return frame(first, utf8(text));
  }

  ClientFrames frame(int first, byte[] payload) {
    int form = payload.length < 126 ? 7 : payload.length <= 0xffff ? 16 : 64;
    return frame(first, payload, form);
  }

  /// With the length written in 7, 16 or 64 bits.
  ClientFrames frame(int first, byte[] payload, int form) {
    mask = mask * 1664525 + 1013904223;
    header(first, payload.length, form);
    byte[] key = ByteBuffer.allocate(4).putInt(mask).array();
    bytes.writeBytes(key);
    for (int i = 0; i < payload.length; i++) {
      bytes.write(payload[i] ^ key[i % 4]);
    }
    return this;
  }

  /// A header alone, whatever comes behind it.
  ClientFrames header(int first, long length, int form) {
    bytes.write(first);
    switch (form) {
      case 7 -> bytes.write(MASKED | (int) length);
      case 16 -> bytes.writeBytes(new byte[] {(byte) 254, (byte) (length >> 8), (byte) length});
      default -> {
        bytes.write(MASKED | 127);
        bytes.writeBytes(ByteBuffer.allocate(8).putLong(length).array());
      }
    }
    return this;
  }

  ClientFrames close(int code) {
    return close(code, new byte[0]);
  }

  ClientFrames close(int code, byte[] reason) {
    byte[] body = ByteBuffer.allocate(2 + reason.length).putShort((short) code).put(reason).array();
    return frame(FIN | WebSocketReader.CLOSE, body);
  }

  ClientFrames ping(String payload) {
    return frame(FIN | WebSocketReader.PING, payload);
  }

  ClientFrames raw(int... values) {
    for (int value : values) {
      bytes.write(value);
    }
    return this;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
