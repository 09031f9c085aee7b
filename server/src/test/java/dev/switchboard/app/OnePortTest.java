// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.switchboard.TestServer;
import dev.switchboard.net.Transport;
import dev.switchboard.turn.stun.ReceivedStun;
import dev.switchboard.turn.stun.StunClass;
import dev.switchboard.turn.stun.StunMethod;
import dev.switchboard.turn.stun.StunReader;
import dev.switchboard.turn.stun.StunWriter;
import dev.switchboard.turn.stun.TransactionId;
import dev.switchboard.turn.stun.XorMappedAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The web and TURN on one port, from the outside.
final class OnePortTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  private static final int PATIENCE_MILLIS = 5000;

  @ParameterizedTest
  @EnumSource
  void httpAndStunOverUdpAndTcpShareIt(Transport transport) throws Exception {
    assumeTrue(transport.isAvailable(), transport.shown() + " is not available here");
    try (Switchboard server = TestServer.start("transport", transport.shown())) {
      assertThat(server.transport()).isEqualTo(transport.shown());
      for (int i = 0; i < 3; i++) {
        assertThat(httpStatus(server.port())).isEqualTo("HTTP/1.1 200");
        assertThat(overUdp(HERE, server.port())).isTrue();
        assertThat(overTcp(HERE, server.port())).isTrue();
      }
    }
  }

  /// An answer from another address than the asked one would not reach a connected socket.
  @Test
  void withTheWildcardEachAddressAnswersForItself() throws Exception {
    List<InetAddress> addresses =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLinkLocalAddress())
            .toList();
    assertThat(addresses).contains(HERE);
    try (Switchboard server = TestServer.start("host", "0.0.0.0")) {
      for (InetAddress address : addresses) {
        assertThat(overUdp(address, server.port())).as("UDP to %s", address).isTrue();
        assertThat(overTcp(address, server.port())).as("TCP to %s", address).isTrue();
      }
    }
  }

  @Test
  void offMeansThatNobodyListensToUdpAndStunIsBadHttp() throws Exception {
    try (Switchboard server = TestServer.start("turn", "off")) {
      try (DatagramSocket socket = new DatagramSocket(server.port(), HERE);
          Socket stun = new Socket(HERE, server.port())) {
        assertThat(socket.isBound()).isTrue();
        stun.getOutputStream().write(request());
        stun.getOutputStream().write("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(head(stun)).isEqualTo("HTTP/1.1 400");
      }
      assertThat(httpStatus(server.port())).isEqualTo("HTTP/1.1 200");
      assertThat(server.relays()).isEmpty();
    }
  }

  @Test
  void aPortThatIsTakenForUdpIsNamed() throws Exception {
    try (DatagramSocket taken = new DatagramSocket(0, HERE)) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> TestServer.start("port", String.valueOf(port)))
          .isInstanceOf(CannotStart.class)
          .hasMessage(
              "port: UDP 127.0.0.1:%d: Address already in use (expected: free for UDP too; or set"
                  + " turn=off)",
              port);
      TestServer.start("port", String.valueOf(port), "turn", "off").close();
    }
  }

  @Test
  void anAddressOfAnotherMachineIsNamed() {
    assertThatThrownBy(() -> TestServer.start("external-address", "192.0.2.9/203.0.113.7"))
        .isInstanceOf(CannotStart.class)
        .hasMessageStartingWith(
            "external-address: 192.0.2.9/203.0.113.7 (expected: before the slash an address of this"
                + " machine: ");
  }

  @Test
  void aFamilyThatIsNotServedIsNamed() {
    assertThatThrownBy(() -> TestServer.start("external-address", "2001:db8::7"))
        .isInstanceOf(CannotStart.class)
        .hasMessageStartingWith("external-address: 2001:db8:0:0:0:0:0:7 (expected: of the family");
  }

  @Test
  void itRestartsOnTheSamePort() throws Exception {
    int port = 0;
    for (int i = 0; i < 5; i++) {
      try (Switchboard server = TestServer.start("port", String.valueOf(port))) {
        port = server.port();
        assertThat(overUdp(HERE, port)).isTrue();
        assertThat(overTcp(HERE, port)).isTrue();
        assertThat(httpStatus(port)).isEqualTo("HTTP/1.1 200");
      }
    }
  }

  private static String httpStatus(int port) throws IOException {
    try (Socket socket = new Socket(HERE, port)) {
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      return head(socket);
    }
  }

  private static String head(Socket socket) throws IOException {
    socket.setSoTimeout(PATIENCE_MILLIS);
    return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
  }

  /// Whether a Binding request is answered with our own address.
  private static boolean overUdp(InetAddress server, int port) throws Exception {
    try (DatagramSocket socket = new DatagramSocket(0, server)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(server, port);
      byte[] request = request();
      socket.send(new DatagramPacket(request, request.length));
      DatagramPacket answer = new DatagramPacket(new byte[100], 100);
      socket.receive(answer);
      byte[] bytes = Arrays.copyOf(answer.getData(), answer.getLength());
      return mapped(bytes).equals(socket.getLocalSocketAddress());
    }
  }

  private static boolean overTcp(InetAddress server, int port) throws Exception {
    try (Socket socket = new Socket(server, port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request());
      InputStream in = socket.getInputStream();
      byte[] header = in.readNBytes(20);
      byte[] answer = Arrays.copyOf(header, 20 + header[3]);
      System.arraycopy(in.readNBytes(header[3]), 0, answer, 20, header[3]);
      return mapped(answer).equals(socket.getLocalSocketAddress());
    }
  }

  private static byte[] request() {
    StunWriter writer = new StunWriter(100);
    writer.begin(StunClass.REQUEST, StunMethod.BINDING, new TransactionId(1, 2));
    return Arrays.copyOf(writer.bytes(), writer.length());
  }

  private static InetSocketAddress mapped(byte[] answer) throws Exception {
    ReceivedStun received = StunReader.read(answer, answer.length);
    return received
        .message()
        .first(XorMappedAddress.class)
        .orElseThrow()
        .endpoint()
        .toSocketAddress();
  }
}
