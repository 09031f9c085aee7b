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
import java.net.DatagramPacket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ice4j.Transport;
import org.ice4j.TransportAddress;
import org.ice4j.ice.Agent;
import org.ice4j.ice.CandidateType;
import org.ice4j.ice.Component;
import org.ice4j.ice.IceMediaStream;
import org.ice4j.ice.IceProcessingState;
import org.ice4j.ice.LocalCandidate;
import org.ice4j.ice.RemoteCandidate;
import org.ice4j.ice.harvest.HostCandidateHarvester;
import org.ice4j.ice.harvest.TurnCandidateHarvester;
import org.ice4j.security.LongTermCredential;
import org.ice4j.socket.MultiplexingDatagramSocket;
import org.junit.jupiter.api.Test;

/// ice4j, which Jitsi uses: two agents that know each other's relayed addresses and no others. Over
/// UDP: to a server over TCP, ice4j puts a length of its own before each message, which is not what
/// RFC 8489 §6.2.2 says.
final class Ice4jIT {
  private static final int PATIENCE_SECONDS = 30;

  @Test
  void twoAgentsExchangeDataThroughRelaysAlone() throws Exception {
    RestCredentials credentials = new RestCredentials("a secret", InstantSource.system());
    try (TurnServer server = TurnServer.open(config(here()), credentials::authenticate)) {
      Agent near = agent(server, credentials);
      Agent far = agent(server, credentials);
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
      Agent agent = agent(server, others);
      try {
        assertThat(component(agent).getLocalCandidates())
            .isNotEmpty()
            .noneMatch(candidate -> candidate.getType() == CandidateType.RELAYED_CANDIDATE);
      } finally {
        agent.free();
      }
    }
  }

  /// Has gathered what it can.
  private static Agent agent(TurnServer server, RestCredentials credentials) throws IOException {
    Agent agent = new Agent();
    InetSocketAddress door = server.addresses().getFirst();
    TransportAddress over = new TransportAddress(door.getAddress(), door.getPort(), Transport.UDP);
    agent.addCandidateHarvester(new TurnCandidateHarvester(over, login(credentials)));
    agent.createComponent(agent.createMediaStream("data"), 0, 0, 0);
    return agent;
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
    return TurnConfig.of(List.of(new Door.Udp(door)), List.of(RelayAddress.of(IpAddress.of(here))))
        .withPorts(new PortRange(38_000, 38_999))
        .withLoops(2);
  }
}
