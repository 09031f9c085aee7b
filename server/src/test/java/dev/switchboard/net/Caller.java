// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A client without manners: a bare socket that sends what it is given and reads answers and frames
/// one by one.
final class Caller implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;
  static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  private final Socket socket;
  private final InputStream in;

  /// Header names in lower case; several of one name are joined with commas; the body's bytes stand
  /// as the characters of these numbers.
  record Answer(int status, Map<String, String> headers, String latin) {
    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    String text() {
      return new String(body(), StandardCharsets.UTF_8);
    }

    byte[] body() {
      return latin.getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  Caller(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    this.in = socket.getInputStream();
  }

  static Caller dial(int port) throws IOException {
    return new Caller(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /// With a receive buffer so small that what is not read soon stays with the server.
  static Caller dialSmall(int port) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return new Caller(socket);
  }

  /// A good request for a WebSocket, with further header lines, each ended by `\r\n`.
  static String upgrade(String path, String more) {
    return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n")
        + ("Connection: keep-alive, Upgrade\r\nSec-WebSocket-Key: " + KEY + "\r\n")
        + ("Sec-WebSocket-Version: 13\r\n" + more + "\r\n");
  }

  /// The socket becomes a WebSocket.
  static Caller webSocket(int port) throws IOException {
    Caller caller = dial(port).send(upgrade("/echo", ""));
    Answer answer = caller.answer(false);
    if (answer.status() != 101) {
      throw new AssertionError(answer);
    }
    return caller;
  }

  Caller send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  Caller send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  Caller send(ClientFrames frames) throws IOException {
    return send(frames.bytes());
  }

  Answer answer() throws IOException {
    return answer(true);
  }

  /// The next answer; one to HEAD, and a 101 or 304, has no body whatever its length says.
  Answer answer(boolean hasBody) throws IOException {
    String[] status = line().split(" ", 3);
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.merge(
          line.substring(0, colon).toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip(),
          (one, other) -> one + ", " + other);
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    byte[] body = exactly(hasBody ? length : 0);
    return new Answer(
        Integer.parseInt(status[1]), headers, new String(body, StandardCharsets.ISO_8859_1));
  }

  /// The next frame: `text hello`, `deflated text hello`, `close 1000 normal`.
  String frame() throws IOException {
    int first = byteOrEnd();
    int length = byteOrEnd();
    if (length == 126) {
      length = ByteBuffer.wrap(exactly(2)).getShort() & 0xffff;
    } else if (length == 127) {
      length = (int) ByteBuffer.wrap(exactly(8)).getLong();
    }
    byte[] bytes = exactly(length);
    boolean deflated = (first & FrameRules.RSV1) != 0;
    ByteBuffer payload = ByteBuffer.wrap(deflated ? Deflated.inflate(bytes) : bytes);
    return (deflated ? "deflated " : "") + line(first & 0x0f, payload);
  }

  private static String line(int opcode, ByteBuffer payload) {
    return switch (opcode) {
      case WebSocketReader.TEXT -> "text " + StandardCharsets.UTF_8.decode(payload);
      case WebSocketReader.PING -> "ping " + StandardCharsets.UTF_8.decode(payload);
      case WebSocketReader.PONG -> "pong " + StandardCharsets.UTF_8.decode(payload);
      default ->
          !payload.hasRemaining()
              ? "close"
              : "close " + payload.getShort() + " " + StandardCharsets.UTF_8.decode(payload);
    };
  }

  /// Reads to the end of the line's life, which must come by itself and not as a reset.
  byte[] rest() throws IOException {
    return in.readAllBytes();
  }

  void closeOutput() throws IOException {
    socket.shutdownOutput();
  }

  /// The line breaks with a reset.
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /// The line ends, in the middle of a test.
  void hangUp() throws IOException {
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = byteOrEnd(); b != '\n'; b = byteOrEnd()) {
      line.write(b);
    }
    return line.toString(StandardCharsets.ISO_8859_1).strip();
  }

  private int byteOrEnd() throws IOException {
    int b = in.read();
    if (b < 0) {
      throw new EOFException();
    }
    return b;
  }

  byte[] exactly(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException();
    }
    return bytes;
  }
}
