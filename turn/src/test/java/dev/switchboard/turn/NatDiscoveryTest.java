// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.switchboard.turn.stun.ChangeRequest;
import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.IpAddress;
import dev.switchboard.turn.stun.MappedAddress;
import dev.switchboard.turn.stun.OtherAddress;
import dev.switchboard.turn.stun.Padding;
import dev.switchboard.turn.stun.ResponseOrigin;
import dev.switchboard.turn.stun.ResponsePort;
import dev.switchboard.turn.stun.StunAttribute;
import dev.switchboard.turn.stun.StunClass;
import dev.switchboard.turn.stun.StunMessage;
import dev.switchboard.turn.stun.StunMethod;
import dev.switchboard.turn.stun.StunReader;
import dev.switchboard.turn.stun.StunWriter;
import dev.switchboard.turn.stun.TransactionId;
import dev.switchboard.turn.stun.UnknownAttributes;
import dev.switchboard.turn.stun.XorMappedAddress;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// RFC 5780 on two addresses of loopback.
final class NatDiscoveryTest {
  private static final IpAddress THERE = IpAddress.of("127.0.0.2");

  private final StunWriter writer = new StunWriter(2048);
  private Lab lab;
  private DatagramSocket socket;
  private Endpoint from;

  @BeforeEach
  void open() throws IOException {
    lab = open(TurnLimits.DEFAULT);
    socket = new DatagramSocket(new Endpoint(Lab.HERE, 0).toSocketAddress());
    socket.setSoTimeout(Wire.PATIENCE_MILLIS);
  }

  /// The system picks the ports; each must then be free at the other address too.
  private static Lab open(TurnLimits limits) throws IOException {
    InetSocketAddress here = new Endpoint(Lab.HERE, 0).toSocketAddress();
    InetSocketAddress there = new Endpoint(THERE, 0).toSocketAddress();
    TurnConfig usual = Lab.config();
    TurnConfig config =
        new TurnConfig(
            List.of(new Door.Discovery(here, there)),
            usual.relays(),
            usual.ports(),
            usual.realm(),
            limits,
            usual.peers(),
            1);
    for (int tries = 10; ; tries--) {
      try {
        return Lab.open(config);
      } catch (IOException e) {
        if (tries == 0) {
          throw e;
        }
      }
    }
  }

  @AfterEach
  void close() throws IOException {
    socket.close();
    lab.close();
  }

  private Endpoint door() {
    return Endpoint.of(lab.udp());
  }

  private StunMessage ask(DatagramSocket answered, StunAttribute... attributes) throws IOException {
    return ask(door(), answered, attributes);
  }

  private StunMessage ask(Endpoint to, DatagramSocket answered, StunAttribute... attributes)
      throws IOException {
    writer.begin(StunClass.REQUEST, StunMethod.BINDING, new TransactionId(5, 7));
    writer.add(List.of(attributes));
    socket.send(new DatagramPacket(writer.bytes(), writer.length(), to.toSocketAddress()));
    DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
    answered.receive(packet);
    from = Endpoint.of((InetSocketAddress) packet.getSocketAddress());
    byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
    return StunReader.read(bytes, bytes.length).message();
  }

  private Endpoint other() throws IOException {
    return ask(socket).first(OtherAddress.class).orElseThrow().endpoint();
  }

  @Test
  void everyAnswerNamesWhereItIsFromAndTheOther() throws IOException {
    StunMessage answer = ask(socket);
    Endpoint here = new Endpoint(Lab.HERE, socket.getLocalPort());
    assertThat(answer.first(MappedAddress.class)).contains(new MappedAddress(here));
    assertThat(answer.first(XorMappedAddress.class)).contains(new XorMappedAddress(here));
    assertThat(answer.first(ResponseOrigin.class)).contains(new ResponseOrigin(door()));
    Endpoint other = answer.first(OtherAddress.class).orElseThrow().endpoint();
    assertThat(other.ip()).isEqualTo(THERE);
    assertThat(other.port()).isNotEqualTo(door().port());
    // The other's other is this.
    StunMessage back = ask(other, socket);
    assertThat(from).isEqualTo(other);
    assertThat(back.first(OtherAddress.class)).contains(new OtherAddress(door()));
  }

  @ParameterizedTest
  @CsvSource({"false,false", "false,true", "true,false", "true,true"})
  void theAnswerComesFromWhereItWasAskedFor(boolean address, boolean port) throws IOException {
    Endpoint other = other();
    Endpoint expected =
        new Endpoint(address ? other.ip() : door().ip(), port ? other.port() : door().port());
    StunMessage answer = ask(socket, new ChangeRequest(address, port));
    assertThat(from).isEqualTo(expected);
    assertThat(answer.first(ResponseOrigin.class)).contains(new ResponseOrigin(expected));
    assertThat(answer.first(OtherAddress.class)).contains(new OtherAddress(other));
  }

  @Test
  void theAnswerGoesToThePortThatWasAskedFor() throws IOException {
    try (DatagramSocket second = new DatagramSocket(new Endpoint(Lab.HERE, 0).toSocketAddress())) {
      second.setSoTimeout(Wire.PATIENCE_MILLIS);
      StunMessage answer = ask(second, new ResponsePort(second.getLocalPort()));
      Endpoint asker = new Endpoint(Lab.HERE, socket.getLocalPort());
      assertThat(answer.first(XorMappedAddress.class)).contains(new XorMappedAddress(asker));
    }
  }

  @Test
  void paddingIsAnsweredWithNoMoreThanWasSent() throws IOException {
    assertThat(ask(socket, new Padding(700)).first(Padding.class)).contains(new Padding(700));
    assertThat(ask(socket, new Padding(1600)).first(Padding.class)).contains(new Padding(1500));
    StunMessage both = ask(socket, new Padding(700), new ResponsePort(9));
    assertThat(TestClient.code(both)).isEqualTo(400);
    assertThat(TestClient.code(ask(socket, new ResponsePort(0)))).isEqualTo(400);
  }

  @Test
  void withoutASecondAddressItIsUnknown() throws IOException {
    try (Lab plain = Lab.open()) {
      TestClient client = plain.client();
      StunMessage answer = client.ask(StunMethod.BINDING, new ChangeRequest(true, true));
      assertThat(TestClient.code(answer)).isEqualTo(420);
      assertThat(answer.first(UnknownAttributes.class)).contains(new UnknownAttributes(List.of(3)));
      assertThat(client.ask(StunMethod.BINDING).has(OtherAddress.class)).isFalse();
    }
  }

  @Test
  void answersAreAsSparseAsToOtherStrangers() throws IOException {
    lab.close();
    TurnLimits usual = TurnLimits.DEFAULT;
    lab =
        open(
            new TurnLimits(
                usual.allocations(), usual.perAllocation(), usual.bytesPerSecond(), 3, 100));
    for (int i = 0; i < 3; i++) {
      ask(socket, new ChangeRequest(true, true));
    }
    socket.setSoTimeout(300);
    assertThatThrownBy(() -> ask(socket, new ChangeRequest(true, true)))
        .isInstanceOf(java.net.SocketTimeoutException.class);
  }

  @Test
  void twoAddressesAndTwoPortsAreNeeded() {
    InetSocketAddress here = new Endpoint(Lab.HERE, 3478).toSocketAddress();
    InetSocketAddress there = new Endpoint(THERE, 3478).toSocketAddress();
    assertThatThrownBy(() -> new Door.Discovery(here, there))
        .hasMessageContaining("expected: two addresses and two ports");
    assertThatThrownBy(
            () -> new Door.Discovery(here, new Endpoint(Lab.HERE, 3479).toSocketAddress()))
        .hasMessageContaining("expected: two addresses and two ports");
  }

  @Test
  void coturnsClientFindsThatThereIsNoNat() throws Exception {
    Process process = null;
    try {
      process =
          new ProcessBuilder(
                  "turnutils_natdiscovery",
                  "-m",
                  "-f",
                  "-p",
                  String.valueOf(door().port()),
                  "-L",
                  "127.0.0.1",
                  "127.0.0.1")
              .redirectErrorStream(true)
              .start();
    } catch (IOException _) {
      assumeTrue(process != null, "turnutils_natdiscovery is missing: apt install coturn");
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains("Endpoint Independent Filtering").contains("No NAT");
  }
}
