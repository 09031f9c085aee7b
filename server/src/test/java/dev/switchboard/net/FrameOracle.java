// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// RFC 6455 read by somebody else, slowly: what a connection has to hear and say when it is given
/// these bytes and then breaks.
final class FrameOracle {
  private final NetLimits limits;
  private final ByteBuffer in;
  private final List<String> heard = new ArrayList<>();
  private final List<String> said = new ArrayList<>();
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();
  private int kind;
  private int fragments;
  private boolean ended;

  private FrameOracle(byte[] bytes, NetLimits limits) {
    this.in = ByteBuffer.wrap(bytes);
    this.limits = limits;
  }

  static Wire.Outcome read(byte[] bytes, NetLimits limits) {
    FrameOracle oracle = new FrameOracle(bytes, limits);
    while (!oracle.ended && oracle.in.remaining() >= 2) {
      oracle.frame();
    }
    if (!oracle.ended) {
      oracle.heard.add("closed 1006 by peer");
    }
    return new Wire.Outcome(oracle.heard, oracle.said);
  }

  private void frame() {
    int first = in.get() & 0xff;
    int second = in.get() & 0xff;
    int opcode = first & 15;
    boolean last = first >= 0x80;
    boolean control = opcode >= 8;
    boolean known = opcode <= 2 || (opcode >= 8 && opcode <= 10);
    boolean fits = control ? last && (second & 127) <= 125 : (opcode == 0) == (kind != 0);
    if ((first & 0x70) != 0 || !known || second < 128 || !fits) {
      end(1002);
      return;
    }
    int more = (second & 127) == 126 ? 2 : (second & 127) == 127 ? 8 : 0;
    if (in.remaining() < more + 4) {
      in.position(in.limit());
      return;
    }
    long length = more == 2 ? in.getShort() & 0xffff : more == 8 ? in.getLong() : second & 127;
    byte[] key = new byte[4];
    in.get(key);
    if (length < 0) {
      end(1002);
    } else if (!control && length + message.size() > limits.messageBytes()) {
      end(1009);
    } else if (!control && ++fragments > limits.fragments()) {
      end(1009);
    } else {
      byte[] payload = new byte[(int) Math.min(length, in.remaining())];
      in.get(payload);
      for (int i = 0; i < payload.length; i++) {
        payload[i] ^= key[i % 4];
      }
      take(opcode, last, payload, payload.length == length);
    }
  }

  private void take(int opcode, boolean last, byte[] payload, boolean whole) {
    if (opcode >= 8) {
      if (whole) {
        control(opcode, payload);
      }
      return;
    }
    kind = opcode == 0 ? kind : opcode;
    message.writeBytes(payload);
    boolean done = whole && last;
    if (kind == 1 && !isUtf8(message.toByteArray(), done)) {
      end(1007);
    } else if (done) {
      byte[] all = message.toByteArray();
      heard.add(
          kind == 1
              ? "text " + Wire.brief(new String(all, StandardCharsets.UTF_8))
              : "binary " + Wire.brief(HexFormat.of().formatHex(all)));
      kind = 0;
      fragments = 0;
      message.reset();
    }
  }

  private void control(int opcode, byte[] payload) {
    if (opcode == 9) {
      said.add("pong " + new String(payload, StandardCharsets.ISO_8859_1));
    }
    if (opcode != 8) {
      return;
    }
    int code = payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xffff;
    boolean legal =
        payload.length == 0
            || (code >= 1000 && code <= 1003)
            || (code >= 1007 && code <= 1014)
            || (code >= 3000 && code <= 4999);
    if (!legal) {
      end(1002);
    } else if (payload.length > 2
        && !isUtf8(HexFormat.of().parseHex(HexFormat.of().formatHex(payload).substring(4)), true)) {
      end(1007);
    } else {
      ended = true;
      heard.add("closed " + code + " by peer");
      said.add(payload.length == 0 ? "close" : "close " + code);
    }
  }

  private void end(int code) {
    ended = true;
    heard.add("closed " + code + " by us");
    said.add("close " + code);
  }

  /// Whether this is, or with some more bytes becomes, UTF-8. The JDK's decoder waits for whole
  /// characters, so the end is tried with what may come.
  static boolean isUtf8(byte[] bytes, boolean whole) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    if (StandardCharsets.UTF_8.newDecoder().decode(in, out, whole).isError()) {
      return false;
    }
    if (whole || !in.hasRemaining()) {
      return true;
    }
    String rest = HexFormat.of().formatHex(bytes).substring(2 * in.position());
    return Stream.of("80", "8080", "808080", "bf", "bfbf", "bfbfbf")
        .anyMatch(end -> isUtf8(HexFormat.of().parseHex(rest + end), true));
  }
}
