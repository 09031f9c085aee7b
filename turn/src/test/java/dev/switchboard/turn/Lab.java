// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.IpAddress;
import io.netty.channel.IoEventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// A server on loopback whose clock a test turns, and its clients.
final class Lab implements AutoCloseable {
  static final IpAddress HERE = IpAddress.of("127.0.0.1");
  static final IpAddress HERE_V6 = IpAddress.of("::1");

  static final String SECRET = "secret";
  static final RestCredentials EXPIRING = new RestCredentials(SECRET, InstantSource.system());

  final AtomicLong passed = new AtomicLong();
  final List<TurnEvent> events = Collections.synchronizedList(new ArrayList<>());
  final TurnServer server;
  private volatile LongSupplier clock = System::nanoTime;
  private final List<AutoCloseable> open = new ArrayList<>();

  private Lab(TurnConfig config, Loops loops) throws IOException {
    server = TurnServer.open(config, new Hooks(), loops, () -> clock.getAsLong() + passed.get());
  }

  /// The usual limits, but for the bandwidth: for who sends as fast as it goes.
  static TurnLimits unmetered() {
    TurnLimits usual = TurnLimits.DEFAULT;
    TurnLimits.PerAllocation each = usual.perAllocation();
    return new TurnLimits(
        usual.allocations(),
        new TurnLimits.PerAllocation(
            each.permissions(), each.channels(), 1L << 40, each.lifetime()),
        1L << 40,
        usual.challengesPerSecond(),
        usual.connectionsPerAddress());
  }

  /// Serves loopback to loopback; most tests want this.
  static TurnConfig config() {
    return safe().withPeers(PeerRules.SAFE.allowing("127.0.0.0/8", "127.0.0.1", "::1"));
  }

  /// As it comes, but for the small port range: nothing on loopback may be reached.
  static TurnConfig safe() {
    return TurnConfig.of(
            List.of(
                new Door.Udp(new Endpoint(HERE, 0).toSocketAddress()),
                new Door.Tcp(new Endpoint(HERE, 0).toSocketAddress()),
                new Door.Udp(new Endpoint(HERE_V6, 0).toSocketAddress())),
            List.of(RelayAddress.of(HERE), RelayAddress.of(HERE_V6)))
        .withPorts(new PortRange(40_000, 48_999))
        .withLoops(2);
  }

  static Lab open() throws IOException {
    return open(config());
  }

  static Lab open(TurnConfig config) throws IOException {
    return open(config, TurnTransport.best());
  }

  static Lab open(TurnTransport transport) throws IOException {
    return open(config(), transport);
  }

  static Lab open(TurnConfig config, TurnTransport transport) throws IOException {
    assumeTrue(transport.isAvailable(), () -> "this machine has no " + transport);
    return new Lab(config, Loops.own(transport, config.loops()));
  }

  /// On loops that the test ends.
  static Lab open(TurnConfig config, IoEventLoopGroup group) throws IOException {
    return new Lab(config, Loops.borrowed(group));
  }

  private final class Hooks implements TurnHooks {
    @Override
    public Optional<String> authenticate(String username) {
      if (username.contains(":")) {
        return EXPIRING.authenticate(username);
      }
      return username.startsWith("lab") ? Optional.of("labpass") : Optional.empty();
    }

    @Override
    public String person(String username) {
      return RestCredentials.peer(username);
    }

    @Override
    public boolean mayReachPeer(String username, IpAddress peer) {
      return !peer.equals(IpAddress.of("127.6.6.6"));
    }

    @Override
    public void listener(TurnEvent event) {
      events.add(event);
    }
  }

  InetSocketAddress udp() {
    return server.addresses().get(0);
  }

  InetSocketAddress tcp() {
    return server.addresses().get(1);
  }

  InetSocketAddress udpV6() {
    return server.addresses().get(2);
  }

  TestClient client() throws IOException {
    return client(Wire.udp(udp()));
  }

  TestClient client(Wire wire) {
    TestClient client = new TestClient(wire);
    open.add(client);
    return client;
  }

  TestPeer peer() throws IOException {
    return peer(HERE);
  }

  TestPeer peer(IpAddress address) throws IOException {
    TestPeer peer = new TestPeer(new Endpoint(address, 0));
    open.add(peer);
    return peer;
  }

  /// Waits until that has happened.
  void await(TurnEvent event) {
    long deadline = System.nanoTime() + Wire.PATIENCE_MILLIS * 1_000_000L;
    while (!events.contains(event)) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("missing " + event + " among " + events);
      }
      Thread.onSpinWait();
    }
  }

  /// From here on only [#pass] turns it.
  void stopClock() {
    long now = System.nanoTime();
    clock = () -> now;
  }

  void pass(long seconds) {
    passed.addAndGet(seconds * 1_000_000_000L);
  }

  @Override
  public void close() throws IOException {
    for (AutoCloseable each : open) {
      try {
        each.close();
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
    server.close();
  }
}
