// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.switchboard.turn.stun.Endpoint;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// coturn's own test client against our server; what it sent must come back from an echo.
final class CoturnClientTest {
  private static final String CLIENT = "turnutils_uclient";

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "-c -n 20 -z 2 -m 3", // ChannelData
        "-c -s -n 10 -z 2 -l 1200 -g", // Send indications, don't-fragment
        "-n 5 -z 2", // an even port and the one after it
        "-c -t -y -m 2 -n 10 -z 2 -D -l 171 -G", // TCP, client to client, padded, extra requests
      })
  void coturnsClientGetsEverythingBack(String options) throws Exception {
    assumeTrue(isInstalled(), CLIENT + " is missing: apt install coturn");
    try (Lab lab = Lab.open();
        Echo echo = Echo.open()) {
      boolean tcp = options.contains("-t");
      int port = (tcp ? lab.tcp() : lab.udp()).getPort();
      String output = run(options + " -r " + echo.port() + " -p " + port);
      assertThat(output).contains("Total lost packets 0 ").containsPattern("tot_recv_msgs=[1-9]");
    }
  }

  private static String run(String options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(CLIENT, "-u", "lab", "-w", "labpass"));
    command.addAll(List.of("-e", "127.0.0.1"));
    command.addAll(List.of(options.split(" ", -1)));
    command.add("127.0.0.1");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      byte[] output = process.getInputStream().readAllBytes();
      process.waitFor();
      return new String(output, StandardCharsets.UTF_8);
    } finally {
      process.destroyForcibly();
    }
  }

  private static boolean isInstalled() {
    for (String folder : System.getenv("PATH").split(":", -1)) {
      if (Files.isExecutable(Path.of(folder, CLIENT))) {
        return true;
      }
    }
    return false;
  }

  /// Sends everything back, on two ports in a row.
  private record Echo(DatagramSocket one, DatagramSocket other) implements AutoCloseable {
    static Echo open() throws IOException {
      while (true) {
        int port = 10_000 + ThreadLocalRandom.current().nextInt(10_000) * 2;
        try {
          DatagramSocket one = new DatagramSocket(at(port));
          DatagramSocket other = new DatagramSocket(at(port + 1));
          Thread.ofVirtual().start(() -> echo(one));
          Thread.ofVirtual().start(() -> echo(other));
          return new Echo(one, other);
        } catch (BindException _) {
          // Another pair.
        }
      }
    }

    private static InetSocketAddress at(int port) {
      return new Endpoint(Lab.HERE, port).toSocketAddress();
    }

    int port() {
      return one.getLocalPort();
    }

    private static void echo(DatagramSocket socket) {
      DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
      try {
        while (true) {
          packet.setLength(2048);
          socket.receive(packet);
          socket.send(packet);
        }
      } catch (IOException _) {
        // Closed.
      }
    }

    @Override
    public void close() {
      one.close();
      other.close();
    }
  }
}
