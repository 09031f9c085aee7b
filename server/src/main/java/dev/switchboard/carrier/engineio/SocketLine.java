// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.engineio;

import dev.switchboard.net.CloseReason;
import dev.switchboard.net.Connection;
import dev.switchboard.text.Utf8;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;

/// The WebSocket of a session, as seen from the session's home loop. Where that is not the socket's
/// own loop, what is sent crosses over in one task a flush.
final class SocketLine {
  private static final byte BINARY_MESSAGE = 4;

  private final Connection socket;
  private final boolean home;
  private final boolean marksBinary;

  /// The first character of each text, made once.
  private static final Utf8[] DIGITS = digits();

  private List<Packet> crossing = new ArrayList<>();
  private volatile boolean writable = true;

  SocketLine(Connection socket, EventExecutor home, int revision) {
    this.socket = socket;
    this.home = home.equals(socket.loop());
    this.marksBinary = revision == 3;
  }

  void send(Packet packet) {
    if (home) {
      write(packet);
    } else {
      crossing.add(packet);
    }
  }

  /// A message for which no packet has to be made where it does not have to wait.
  void send(Utf8 head, Utf8 body) {
    if (home && head.isEmpty()) {
      socket.send(digit(Packet.MESSAGE), body);
    } else {
      send(new Packet(Packet.MESSAGE, head.copy(), home ? body : body.copy(), false));
    }
  }

  void flush() {
    if (home) {
      socket.flush();
    } else if (!crossing.isEmpty()) {
      List<Packet> packets = crossing;
      crossing = new ArrayList<>();
      socket.execute(() -> crossed(packets));
    }
  }

  void pause(long nanos) {
    if (home) {
      socket.pause(nanos);
    } else {
      socket.execute(() -> socket.pause(nanos));
    }
  }

  boolean writable() {
    return home ? socket.writable() : writable;
  }

  /// On the socket's loop.
  void isWritable(boolean now) {
    writable = now;
  }

  /// After what was sent.
  void close(CloseReason reason, String detail) {
    flush();
    if (home) {
      socket.close(reason, detail);
    } else {
      socket.execute(() -> socket.close(reason, detail));
    }
  }

  private void crossed(List<Packet> packets) {
    packets.forEach(this::write);
    socket.flush();
    writable = socket.writable();
  }

  private void write(Packet packet) {
    Utf8 body = packet.body();
    if (!packet.binary()) {
      Utf8 digit = digit(packet.type());
      socket.send(packet.head().isEmpty() ? digit : joined(digit, packet.head()), body);
    } else if (marksBinary) {
      byte[] marked = new byte[body.length() + 1];
      marked[0] = BINARY_MESSAGE;
      System.arraycopy(body.bytes(), body.offset(), marked, 1, body.length());
      socket.sendBinary(marked, 0, marked.length);
    } else {
      socket.sendBinary(body.bytes(), body.offset(), body.length());
    }
  }

  private static Utf8 joined(Utf8 first, Utf8 second) {
    return new Bytes().put(first).put(second).view();
  }

  private static Utf8 digit(char type) {
    return DIGITS[type - '0'];
  }

  private static Utf8[] digits() {
    Utf8[] digits = new Utf8[10];
    for (int i = 0; i < digits.length; i++) {
      digits[i] = Utf8.of(Integer.toString(i));
    }
    return digits;
  }
}
