// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;

/// A first visitor, played right after a build while the JVM records what it loads and links, so
/// that later starts find all of it in the AOT cache. Knows of HTTP and WebSocket just enough to be
/// served, and loads no client that the server itself would never load.
final class Rehearsal {

  private static final int PATIENCE_MILLIS = 3000;

  private static final List<String> FRAMES =
      List.of(
          "{\"type\":\"hello\",\"versions\":[1],\"features\":[\"resume\"],\"about\":{\"name\":\"Ana\"}}",
          "{\"seq\":1,\"type\":\"join\",\"id\":1,\"room\":\"rehearsal\"}",
          "{\"seq\":2,\"type\":\"chat\",\"id\":2,\"room\":\"rehearsal\",\"text\":\"Hello\"}",
          "{\"seq\":3,\"type\":\"signal\",\"id\":3,\"room\":\"rehearsal\",\"kind\":\"message\",\"data\":1}",
          "{\"seq\":4,\"type\":\"leave\",\"id\":4,\"room\":\"rehearsal\"}");

  private Rehearsal() {}

  /// Loads the page, then holds a short conversation; waits for each answer, but for none long.
  static void play(int port) throws IOException {
    get(port, "/");
    get(port, "/client/switchboard.js");
    converse(port);
  }

  private static void get(int port, String path) throws IOException {
    try (Socket socket = connect(port)) {
      socket.getOutputStream().write(request(path, "Connection: close\r\n"));
      socket.getInputStream().readAllBytes();
    }
  }

  private static void converse(int port) throws IOException {
    String upgrade =
        """
        Connection: Upgrade
        Upgrade: websocket
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
        Sec-WebSocket-Protocol: switchboard.v1
        Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits
        """;
    try (Socket socket = connect(port)) {
      socket.getOutputStream().write(request("/ws", upgrade.replace("\n", "\r\n")));
      for (String frame : FRAMES) {
        socket.getOutputStream().write(frame(0x81, frame.getBytes(UTF_8)));
      }
      socket.getOutputStream().write(frame(0x88, new byte[] {0x03, (byte) 0xe8}));
      socket.getInputStream().readAllBytes();
    }
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket();
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
    return socket;
  }

  private static byte[] request(String path, String headers) {
    return ("GET "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n"
            + headers
            + "\r\n")
        .getBytes(ISO_8859_1);
  }

  /// "A client MUST mask all frames that it sends to the server" (RFC 6455, section 5.1); a key of
  /// zeros changes nothing and serves as well as any.
  private static byte[] frame(int opcode, byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(opcode);
    if (payload.length < 126) {
      out.write(0x80 | payload.length);
    } else {
      out.write(0x80 | 126);
      out.write(payload.length >> 8);
      out.write(payload.length);
    }
    out.writeBytes(new byte[4]);
    out.writeBytes(payload);
    return out.toByteArray();
  }
}
