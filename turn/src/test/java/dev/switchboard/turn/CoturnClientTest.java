// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.IpAddress;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// coturn's own tools against our server, one run for each line of their documented uses. A run of
/// the client passes when as many messages came back as were sent. docs/turn.md tells what is
/// peculiar to the tools.
@Execution(ExecutionMode.CONCURRENT)
final class CoturnClientTest {
  private static final String CLIENT = "turnutils_uclient";

  private static final int PATIENCE_SECONDS = 25;
  private static final List<String> LONG_TERM = List.of("-u", "lab", "-w", "labpass");
  private static final Pattern SENT = Pattern.compile("tot_send_msgs=(\\d+), tot_recv_msgs=(\\d+)");

  @TempDir private static Path folder;

  private static Lab lab;
  private static Echo echo;
  private static Path ca;

  @BeforeAll
  static void open() throws Exception {
    TestKeys keys = TestKeys.make(folder, "EC");
    ca = keys.certificate();
    SslContext tls = SslContextBuilder.forServer(keys.managers()).build();
    List<Door> doors = new ArrayList<>(Lab.config().doors());
    doors.add(
        new Door.Tcp(
            new Endpoint(Lab.HERE, 0).toSocketAddress(),
            pipeline -> pipeline.addLast(tls.newHandler(pipeline.channel().alloc()))));
    lab = Lab.open(Lab.config().withDoors(doors).withLimits(many()));
    echo = Echo.open();
  }

  /// A hundred clients, each with two allocations.
  private static TurnLimits many() {
    TurnLimits usual = TurnLimits.DEFAULT;
    return new TurnLimits(
        new TurnLimits.Allocations(1_000, 1_000, 1_000),
        usual.perAllocation(),
        usual.bytesPerSecond(),
        10_000,
        1_000);
  }

  @AfterAll
  static void close() throws IOException {
    lab.close();
    echo.close();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "-c -n 100 -z 2", // ChannelData
        "-c -s -n 100 -z 2", // Send indications
        "-n 50 -z 2", // an even port and the one after it
        "-c -g -n 20 -z 2", // DONT-FRAGMENT
        "-c -s -g -n 20 -z 2 -l 1200", // in Send indications too
        "-c -D -l 171 -n 20 -z 2", // padded ChannelData
        "-c -l 1200 -n 20 -z 2", // large ones
        "-c -G -n 20 -z 2", // extra requests
        "-c -M -n 20 -z 2", // mobility (RFC 8016)
        "-c -m 100 -n 5 -z 20", // a hundred clients
        "-c -y -m 2 -n 20 -z 2", // client to client
        "-c -X -n 20 -z 2", // an IPv4 relay asked for by name
        "-c -Z -n 20 -z 2", // a relay of each family
      })
  void overUdp(String options) throws Exception {
    assertEverythingComesBack(lab.udp(), options);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "-c -t -n 20 -z 2",
        "-t -n 20 -z 2", // two allocations
        "-c -t -s -n 20 -z 2",
        "-c -t -y -m 2 -n 10 -z 2 -D -l 171 -G", // client to client, padded, extra requests
        "-c -t -M -n 20 -z 2",
        "-T -n 20 -m 2", // TCP relays (RFC 6062)
      })
  void overTcp(String options) throws Exception {
    assertEverythingComesBack(lab.tcp(), options);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"-c -t -n 20 -z 2", "-c -t -y -m 2 -n 20 -z 2", "-T -n 20 -m 2"})
  void overTls(String options) throws Exception {
    assertEverythingComesBack(tls(), "-S -E " + ca + " " + options);
  }

  /// Here one of two clients talks and the other one listens: half of what the tool counts on.
  @Test
  void peersConnectToTcpRelays() throws Exception {
    String output = client(lab.tcp(), "-P -n 10 -m 2", LONG_TERM);
    assertThat(output).contains("tot_send_msgs=20, tot_recv_msgs=10");
  }

  /// The tool asks for what must be refused, and ends where it is.
  @Test
  void theNegativeTestsFindTheirError() throws Exception {
    assertThat(client(lab.udp(), "-c -N -n 5", LONG_TERM)).contains("channel bind: error 400");
  }

  /// The tool breaks its requests at random, and more often than not waits without end for an
  /// answer that one of them does not get, from coturn either.
  @Test
  void theNegativeTestsOfTheProtocolDoNoHarm() throws Exception {
    client(lab.udp(), "-c -R -n 20 -z 2", LONG_TERM);
    assertEverythingComesBack(lab.udp(), "-c -n 5 -z 2");
  }

  @Test
  void anIpv6ClientReachesAnIpv4Peer() throws Exception {
    assertEverythingComesBack(lab.udpV6(), "-c -X -n 20 -z 2");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"-c -x -n 20 -z 2", "-x -n 20 -z 2", "-c -x -s -n 20 -z 2"})
  void anIpv6PeerIsReached(String options) throws Exception {
    try (Echo six = Echo.open(Lab.HERE_V6)) {
      assertEverythingComesBack(lab.udp(), options + " -e ::1 -r " + six.port());
      assertEverythingComesBack(lab.udpV6(), options + " -e ::1 -r " + six.port());
    }
  }

  @Test
  void credentialsThatExpireWork() throws Exception {
    String output = client(lab.udp(), "-c -n 20 -z 2 -W " + Lab.SECRET, List.of("-u", "lab"));
    assertAllCame(output);
    String wrong = client(lab.udp(), "-c -n 5 -W wrong", List.of("-u", "lab"));
    assertThat(wrong).contains("Cannot complete Allocation");
  }

  @Test
  void theStunClientLearnsItsAddress() throws Exception {
    String output =
        run("turnutils_stunclient", List.of("-p", "" + lab.udp().getPort(), "127.0.0.1"));
    assertThat(output).contains("UDP reflexive addr: 127.0.0.1:");
  }

  private static InetSocketAddress tls() {
    return lab.server.addresses().getLast();
  }

  private void assertEverythingComesBack(InetSocketAddress door, String options) throws Exception {
    assertAllCame(client(door, options, LONG_TERM));
  }

  private static void assertAllCame(String output) {
    Matcher last = SENT.matcher(output);
    int sent = 0;
    int received = 0;
    while (last.find()) {
      sent = Integer.parseInt(last.group(1));
      received = Integer.parseInt(last.group(2));
    }
    assertThat(received).as(output).isPositive().isEqualTo(sent);
    assertThat(output).contains("Total lost packets 0 ");
  }

  private static String client(InetSocketAddress door, String options, List<String> who)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(who);
    if (!options.contains("-e ")) {
      command.addAll(List.of("-e", "127.0.0.1", "-r", "" + echo.port()));
    }
    command.addAll(List.of(options.split(" ", -1)));
    command.addAll(List.of("-p", "" + door.getPort(), door.getAddress().getHostAddress()));
    String output = run(CLIENT, command);
    // The tool draws a version of TLS for each connection; Java refuses the old ones, and a
    // connection for data is then used up.
    for (int i = 0; i < 100 && isUsedUp(output); i++) {
      output = run(CLIENT, command);
    }
    return output;
  }

  private static boolean isUsedUp(String output) {
    return output.contains("alert protocol version") && !output.contains("Total transmit time");
  }

  private static String run(String tool, List<String> arguments)
      throws IOException, InterruptedException {
    assumeTrue(isInstalled(tool), tool + " is missing: apt install coturn");
    List<String> command = new ArrayList<>(List.of(tool));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      CompletableFuture<Process> bound =
          process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
      bound.exceptionally(_ -> process.destroyForcibly());
      byte[] output = process.getInputStream().readAllBytes();
      process.waitFor();
      return new String(output, StandardCharsets.UTF_8);
    } finally {
      process.destroyForcibly();
    }
  }

  private static boolean isInstalled(String tool) {
    for (String directory : System.getenv("PATH").split(":", -1)) {
      if (Files.isExecutable(Path.of(directory, tool))) {
        return true;
      }
    }
    return false;
  }

  /// Sends everything back, on two ports in a row.
  private record Echo(DatagramSocket one, DatagramSocket other) implements AutoCloseable {
    static Echo open() throws IOException {
      return open(Lab.HERE);
    }

    static Echo open(IpAddress ip) throws IOException {
      while (true) {
        int port = 10_000 + ThreadLocalRandom.current().nextInt(10_000) * 2;
        try {
          DatagramSocket one = new DatagramSocket(at(ip, port));
          DatagramSocket other = new DatagramSocket(at(ip, port + 1));
          Thread.ofVirtual().start(() -> echo(one));
          Thread.ofVirtual().start(() -> echo(other));
          return new Echo(one, other);
        } catch (BindException _) {
          // Another pair.
        }
      }
    }

    private static InetSocketAddress at(IpAddress ip, int port) {
      return new Endpoint(ip, port).toSocketAddress();
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
