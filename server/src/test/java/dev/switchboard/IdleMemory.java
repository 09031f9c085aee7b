// SPDX-License-Identifier: Apache-2.0
package dev.switchboard;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Measures what idle clients cost a server process: heap after a full collection, and resident
/// memory. Run as `docs/benchmarks.md` says: `IdleMemory JAR COUNT`. Connects over loopback, and
/// ends by itself.
public final class IdleMemory {
  private static final byte[] MASK = {1, 2, 3, 4};
  private static final byte[] UPGRADE =
      """
      GET /ws HTTP/1.1\r
      Host: localhost\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Version: 13\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      \r
      """
          .getBytes(StandardCharsets.US_ASCII);
  private static final Pattern PORT = Pattern.compile(":(\\d+)/");
  private static final Pattern USED = Pattern.compile("used (\\d+)K");
  private static final int MEMBERS = 10;

  private final Process server;
  private final int port;
  private final List<Socket> sockets = new ArrayList<>();

  private IdleMemory(Process server, int port) {
    this.server = server;
    this.port = port;
  }

  public static void main(String[] args) throws Exception {
    String java = System.getProperty("java.home") + "/bin/java";
    Process server =
        new ProcessBuilder(
                java,
                "-XX:+UseCompactObjectHeaders",
                "-XX:+UseSerialGC",
                "-jar",
                args[0],
                "serve",
                "--port=0",
                "--host=127.0.0.1",
                "--limits.heartbeat=10m",
                "--limits.hello=10m",
                "--limits.grace=0s")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = server.inputReader()) {
      Matcher ready = PORT.matcher(out.readLine());
      if (!ready.find()) {
        throw new IllegalStateException("the server did not start");
      }
      new IdleMemory(server, Integer.parseInt(ready.group(1))).measure(Integer.parseInt(args[1]));
    } finally {
      server.destroy();
      server.waitFor();
    }
  }

  private void measure(int count) throws IOException, InterruptedException {
    open(200);
    closeAll();
    Sample empty = sample();
    open(count);
    Sample open = sample();
    for (Socket socket : sockets) {
      say(
          socket,
          "{\"type\":\"hello\",\"versions\":[1],\"features\":[\"resume\"],\"about\":{\"name\":\"Ana\"}}");
      hear(socket);
    }
    Sample greeted = sample();
    for (int i = 0; i < count; i++) {
      say(sockets.get(i), "{\"seq\":1,\"type\":\"join\",\"room\":\"room-" + i / MEMBERS + "\"}");
      hear(sockets.get(i));
    }
    Sample joined = sample();
    System.out.printf("connections %d%n", count);
    report("open WebSocket", empty, open, count);
    report("after hello", empty, greeted, count);
    report("in a room of " + MEMBERS, empty, joined, count);
    report("for the membership", greeted, joined, count);
    closeAll();
  }

  private static void report(String what, Sample before, Sample after, int count) {
    System.out.printf(
        "%-20s heap %5d B each, resident %5d B each%n",
        what, (after.heap - before.heap) / count, (after.resident - before.resident) / count);
  }

  private void open(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.getOutputStream().write(UPGRADE);
      InputStream in = socket.getInputStream();
      for (int last = 0; last != 0x0d0a0d0a; ) {
        last = last << 8 | in.read();
      }
      sockets.add(socket);
    }
  }

  private void closeAll() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    sockets.clear();
  }

  private static void say(Socket socket, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] frame = new byte[6 + bytes.length];
    frame[0] = (byte) 0x81;
    frame[1] = (byte) (0x80 | bytes.length);
    System.arraycopy(MASK, 0, frame, 2, 4);
    for (int i = 0; i < bytes.length; i++) {
      frame[6 + i] = (byte) (bytes[i] ^ MASK[i & 3]);
    }
    socket.getOutputStream().write(frame);
  }

  /// Takes what has come; at least one byte must.
  private static void hear(Socket socket) throws IOException {
    socket.getInputStream().read(new byte[4096]);
  }

  private Sample sample() throws IOException, InterruptedException {
    jcmd("GC.run");
    String info = jcmd("GC.heap_info");
    long heap = 0;
    for (Matcher used = USED.matcher(info); used.find(); ) {
      heap += Long.parseLong(used.group(1)) * 1024;
    }
    return new Sample(heap, resident());
  }

  private long resident() throws IOException {
    for (String line :
        java.nio.file.Files.readAllLines(
            java.nio.file.Path.of("/proc/" + server.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    return 0;
  }

  private String jcmd(String command) throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/jcmd", Long.toString(server.pid()), command)
            .start();
    String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    jcmd.waitFor();
    return said;
  }

  private record Sample(long heap, long resident) {}
}
