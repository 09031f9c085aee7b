// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// A WebSocket by hand, for what a real client never does: silence, floods, bad bytes, cuts in the
/// middle of a frame. Blocking; one thread reads, one at a time writes.
public final class Wire implements AutoCloseable {
  public static final int TEXT = 1;
  public static final int BINARY = 2;
  public static final int CLOSE = 8;
  public static final int PING = 9;
  public static final int PONG = 10;

  private static final int ABNORMAL = 1006;
  private static final int PATIENCE_MILLIS = 15_000;
  private static final byte[] MASK = {0x12, 0x34, 0x56, 0x78};

  private static final String APP = "Sec-WebSocket-Protocol: switchboard.v1\r\n";

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private String head = "";

  /// One frame: `code` is that of a close frame, else 0.
  public record Heard(int opcode, String text, int code) {}

  private Wire(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 16 << 10));
    this.out = socket.getOutputStream();
  }

  /// Connects and upgrades.
  public static Wire connect(int port) throws IOException {
    return connect(port, 0);
  }

  /// The kernel keeps about `receiveBuffer` bytes for a client that does not read; 0 leaves that to
  /// it.
  public static Wire connect(int port, int receiveBuffer) throws IOException {
    Wire wire = open(port, receiveBuffer);
    wire.upgrade("/ws", APP);
    return wire;
  }

  /// The same at any path, with further header lines, each ended by `\r\n`.
  public static Wire connect(int port, int receiveBuffer, String path, String headers)
      throws IOException {
    Wire wire = open(port, receiveBuffer);
    wire.upgrade(path, headers);
    return wire;
  }

  private static Wire open(int port, int receiveBuffer) throws IOException {
    Socket socket = new Socket();
    try {
      if (receiveBuffer > 0) {
        socket.setReceiveBufferSize(receiveBuffer);
      }
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return new Wire(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /// Connects and says a first message.
  public static Wire greet(int port, String hello) {
    try {
      return connect(port).say(hello);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Wire say(String message) {
    try {
      send(TEXT, message.getBytes(StandardCharsets.UTF_8));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Sends one whole frame.
  public void send(int opcode, byte[] payload) throws IOException {
    raw(frame(opcode, payload));
  }

  /// Sends bytes as they are.
  public void raw(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  public static byte[] frame(int opcode, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
    frame.put((byte) (0x80 | opcode));
    if (payload.length < 126) {
      frame.put((byte) (0x80 | payload.length));
    } else if (payload.length <= 0xffff) {
      frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
    } else {
      frame.put((byte) (0x80 | 127)).putLong(payload.length);
    }
    frame.put(MASK);
    for (int i = 0; i < payload.length; i++) {
      frame.put((byte) (payload[i] ^ MASK[i & 3]));
    }
    byte[] whole = new byte[frame.position()];
    frame.flip().get(whole);
    return whole;
  }

  /// The next frame of any kind.
  public Heard next() throws IOException {
    int opcode = in.readUnsignedByte() & 0x0f;
    int length = in.readUnsignedByte();
    length = length == 126 ? in.readUnsignedShort() : length == 127 ? (int) in.readLong() : length;
    byte[] payload = in.readNBytes(length);
    if (payload.length < length) {
      throw new EOFException("in the middle of a frame");
    }
    boolean close = opcode == CLOSE && length >= 2;
    int code = close ? (payload[0] & 0xff) << 8 | (payload[1] & 0xff) : 0;
    return new Heard(opcode, new String(payload, StandardCharsets.UTF_8), code);
  }

  /// The next message; pings before it are answered. Fails when the server closes.
  public String hear() {
    try {
      while (true) {
        Heard heard = next();
        switch (heard.opcode()) {
          case TEXT -> {
            return heard.text();
          }
          case PING -> send(PONG, new byte[0]);
          default -> throw new AssertionError("not a message: " + heard);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The next message that holds this text; those before it are dropped.
  public String hear(String part) {
    for (String message = hear(); ; message = hear()) {
      if (message.contains(part)) {
        return message;
      }
    }
  }

  /// What the server closes with, after whatever it says before; 1006 when there is no close frame.
  public int closeCode() {
    try {
      Heard heard = next();
      while (heard.opcode() != CLOSE) {
        heard = next();
      }
      return heard.code();
    } catch (IOException _) {
      return ABNORMAL;
    }
  }

  /// Says that this side is done, and drops the line.
  public void goodbye(int code) {
    try {
      send(CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
      closeCode();
      close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Drops the line so that the other side sees a reset.
  public void reset() {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException _) {
      // It is closed already.
    }
    close();
  }

  /// Drops the line without a word.
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What the server said when it upgraded.
  public String head() {
    return head;
  }

  private void upgrade(String path, String headers) throws IOException {
    String request =
        """
        GET %s HTTP/1.1
        Host: localhost
        Upgrade: websocket
        Connection: Upgrade
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
        """
                .formatted(path)
                .replace("\n", "\r\n")
            + headers
            + "\r\n";
    out.write(request.getBytes(StandardCharsets.UTF_8));
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    while (!read.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
      read.write(in.readByte());
    }
    head = read.toString(StandardCharsets.US_ASCII);
    if (!head.startsWith("HTTP/1.1 101 ")) {
      close();
      throw new IOException(head);
    }
  }
}
