// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.switchboard.turn.Door;
import dev.switchboard.turn.PortRange;
import dev.switchboard.turn.RelayAddress;
import dev.switchboard.turn.RestCredentials;
import dev.switchboard.turn.TurnConfig;
import dev.switchboard.turn.TurnServer;
import dev.switchboard.turn.stun.IpAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ice4j.Transport;
import org.ice4j.TransportAddress;
import org.ice4j.ice.Agent;
import org.ice4j.ice.CandidateType;
import org.ice4j.ice.Component;
import org.ice4j.ice.HostCandidate;
import org.ice4j.ice.IceMediaStream;
import org.ice4j.ice.IceProcessingState;
import org.ice4j.ice.LocalCandidate;
import org.ice4j.ice.RemoteCandidate;
import org.ice4j.ice.harvest.HostCandidateHarvester;
import org.ice4j.ice.harvest.TcpHarvester;
import org.ice4j.ice.harvest.TurnCandidateHarvester;
import org.ice4j.security.LongTermCredential;
import org.ice4j.socket.IceTcpSocketWrapper;
import org.ice4j.socket.MultiplexingDatagramSocket;
import org.ice4j.socket.MultiplexingSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// ice4j, which Jitsi uses: two agents that know each other's relayed addresses and no others. To a
/// server over TCP ice4j puts a length before each message (RFC 4571), which is not what RFC 8489
/// §6.2.2 says; a [PlainTurnSocket] takes it off.
final class Ice4jIT {
  private static final int PATIENCE_SECONDS = 30;

  @ParameterizedTest
  @EnumSource(
      value = Transport.class,
      names = {"UDP", "TCP"})
  void twoAgentsExchangeDataThroughRelaysAlone(Transport over) throws Exception {
    RestCredentials credentials = new RestCredentials("a secret", InstantSource.system());
    try (TurnServer server = TurnServer.open(config(here()), credentials::authenticate)) {
      Agent near = agent(server, credentials, over);
      Agent far = agent(server, credentials, over);
      try {
        near.setControlling(true);
        far.setControlling(false);
        introduce(near, far);
        introduce(far, near);
        near.startConnectivityEstablishment();
        far.startConnectivityEstablishment();
        await(near);
        await(far);
        exchange(component(near), component(far));
        exchange(component(far), component(near));
      } finally {
        near.free();
        far.free();
      }
    }
  }

  @Test
  void aWrongPasswordGetsNoRelay() throws Exception {
    RestCredentials credentials = new RestCredentials("a secret", InstantSource.system());
    RestCredentials others = new RestCredentials("another secret", InstantSource.system());
    try (TurnServer server = TurnServer.open(config(here()), credentials::authenticate)) {
      Agent agent = agent(server, others, Transport.UDP);
      try {
        assertThat(component(agent).getLocalCandidates())
            .isNotEmpty()
            .noneMatch(candidate -> candidate.getType() == CandidateType.RELAYED_CANDIDATE);
      } finally {
        agent.free();
      }
    }
  }

  /// What it says when left alone is no STUN: a length of 52, then an Allocate of 20 and 32 bytes.
  /// Read as STUN it would be a message of 3 bytes, which there is none of.
  @Test
  void overTcpItsOwnFramesAreRefused() throws Exception {
    RestCredentials credentials = new RestCredentials("a secret", InstantSource.system());
    try (TurnServer server = TurnServer.open(config(here()), credentials::authenticate);
        ServerSocket recorder = new ServerSocket(0, 5, here())) {
      recorder.setSoTimeout(PATIENCE_SECONDS * 1000);
      CompletableFuture<byte[]> said = CompletableFuture.supplyAsync(() -> first(recorder));
      Agent agent = agentOfTcp();
      try {
        var address = (InetSocketAddress) recorder.getLocalSocketAddress();
        agent.addCandidateHarvester(
            new TurnCandidateHarvester(at(address, Transport.TCP), login(credentials)));
        agent.createComponent(agent.createMediaStream("data"), 0, 0, 0);
      } finally {
        agent.free();
      }
      byte[] bytes = said.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(HexFormat.of().formatHex(bytes, 0, 10))
          .isEqualTo("0034" + "0003" + "0020" + "2112a442");
      try (Socket client = new Socket()) {
        client.connect(server.addresses().getLast());
        client.setSoTimeout(PATIENCE_SECONDS * 1000);
        client.getOutputStream().write(bytes);
        assertThat(client.getInputStream().read()).isEqualTo(-1);
      }
    }
  }

  /// What the first client says before anybody answers.
  private static byte[] first(ServerSocket recorder) {
    try (Socket client = recorder.accept()) {
      return client.getInputStream().readNBytes(30);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Has gathered what it can.
  private static Agent agent(TurnServer server, RestCredentials credentials, Transport over)
      throws IOException {
    Agent agent = over == Transport.TCP ? agentOfTcp() : new Agent();
    InetSocketAddress udp = server.addresses().getFirst();
    InetSocketAddress tcp = server.addresses().getLast();
    agent.addCandidateHarvester(
        over == Transport.TCP
            ? new PlainHarvester(tcp, login(credentials))
            : new TurnCandidateHarvester(at(udp, over), login(credentials)));
    agent.createComponent(agent.createMediaStream("data"), 0, 0, 0);
    return agent;
  }

  /// ice4j asks a TURN server over TCP only where it has a candidate of its own for TCP.
  private static Agent agentOfTcp() throws IOException {
    Agent agent = new Agent();
    agent.addCandidateHarvester(
        new TcpHarvester(List.of(at(new InetSocketAddress(here(), 0), Transport.TCP))));
    return agent;
  }

  private static TransportAddress at(InetSocketAddress address, Transport over) {
    return new TransportAddress(address.getAddress(), address.getPort(), over);
  }

  /// ice4j's own, but for what it connects with.
  private static final class PlainHarvester extends TurnCandidateHarvester {
    private final InetSocketAddress server;

    PlainHarvester(InetSocketAddress server, LongTermCredential login) {
      super(at(server, Transport.TCP), login);
      this.server = server;
    }

    @Override
    protected HostCandidate getHostCandidate(HostCandidate candidate) {
      try {
        MultiplexingSocket socket = new MultiplexingSocket(new PlainTurnSocket(server));
        Component component = candidate.getParentComponent();
        HostCandidate made =
            new HostCandidate(new IceTcpSocketWrapper(socket), component, Transport.TCP);
        component
            .getParentStream()
            .getParentAgent()
            .getStunStack()
            .addSocket(made.getStunSocket(null));
        return made;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static LongTermCredential login(RestCredentials credentials) {
    RestCredentials.Credential made = credentials.mint("ice4j", Instant.now().plusSeconds(60));
    return new LongTermCredential(made.username(), made.password());
  }

  private static Component component(Agent agent) {
    return agent.getStream("data").getComponent(Component.RTP);
  }

  /// Tells one of the other's relays.
  private static void introduce(Agent agent, Agent other) {
    IceMediaStream stream = agent.getStream("data");
    stream.setRemoteUfrag(other.getLocalUfrag());
    stream.setRemotePassword(other.getLocalPassword());
    List<LocalCandidate> relays =
        component(other).getLocalCandidates().stream()
            .filter(candidate -> candidate.getType() == CandidateType.RELAYED_CANDIDATE)
            .toList();
    assertThat(relays).isNotEmpty();
    for (LocalCandidate relay : relays) {
      component(agent)
          .addRemoteCandidate(
              new RemoteCandidate(
                  relay.getTransportAddress(),
                  component(agent),
                  relay.getType(),
                  relay.getFoundation(),
                  relay.getPriority(),
                  null));
    }
  }

  private static void await(Agent agent) throws InterruptedException {
    CountDownLatch over = new CountDownLatch(1);
    agent.addStateChangeListener(_ -> {
      if (agent.getState().isOver()) {
        over.countDown();
      }
    });
    if (!agent.getState().isOver()) {
      assertThat(over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).as(agent.toString()).isTrue();
    }
    assertThat(agent.getState()).isIn(IceProcessingState.COMPLETED, IceProcessingState.TERMINATED);
  }

  private static void exchange(Component from, Component to) throws IOException {
    byte[] message = "hello".repeat(100).getBytes(StandardCharsets.US_ASCII);
    MultiplexingDatagramSocket sender = from.getSocket();
    InetSocketAddress where = from.getSelectedPair().getRemoteCandidate().getTransportAddress();
    sender.send(new DatagramPacket(message, message.length, where));
    MultiplexingDatagramSocket receiver = to.getSocket();
    receiver.setSoTimeout(PATIENCE_SECONDS * 1000);
    DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
    receiver.receive(packet);
    assertThat(packet.getData()).startsWith(message);
    assertThat(packet.getLength()).isEqualTo(message.length);
  }

  /// ice4j does not use loopback.
  private static InetAddress here() {
    Optional<InetAddress> found =
        HostCandidateHarvester.getAllAllowedAddresses().stream()
            .filter(Inet4Address.class::isInstance)
            .findFirst();
    assumeTrue(found.isPresent(), "this machine has no IPv4 address beside loopback");
    return found.orElseThrow();
  }

  /// Relays reach each other, and nothing else here.
  private static TurnConfig config(InetAddress here) {
    InetSocketAddress door = new InetSocketAddress(here, 0);
    return TurnConfig.of(
            List.of(new Door.Udp(door), new Door.Tcp(door)),
            List.of(RelayAddress.of(IpAddress.of(here))))
        .withPorts(new PortRange(38_000, 38_999))
        .withLoops(2);
  }
}
