// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.IpAddress;
import dev.switchboard.turn.stun.IpAddress.Family;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/// A whole server on the test's own thread: real doors, allocations and timers, with sockets in
/// memory and a clock that the test turns. Millions of packets a minute.
final class FuzzWorld implements MemorySockets.Listener {
  static final Endpoint DOOR = RelayTest.at("127.0.0.1", 3478);
  static final Endpoint DOOR_V6 = RelayTest.at("::1", 3478);
  private static final PortRange PORTS = new PortRange(40_000, 40_063);

  final MockTicker clock = Ticker.newMockTicker();
  final MemorySockets sockets;
  final PeerGate gate;
  final Quotas quotas;
  final UnpooledByteBufAllocator buffers = new UnpooledByteBufAllocator(true);

  /// What the packet that is being handled has caused so far.
  int sent;

  UdpSocket sentFrom;
  Endpoint sentTo;
  byte[] sentBytes = new byte[4096];
  int sentLength;

  private final ManualIoEventLoop loop;
  private final Worker worker;
  private final Shared shared;
  private final Map<Family, RelayPorts> ports = new EnumMap<>(Family.class);
  private final Map<Family, RelayPorts> tcpPorts = new EnumMap<>(Family.class);
  private final Map<Endpoint, UdpDoor> doors;
  private final ByteBuf packet = Unpooled.directBuffer(2048, 2048);

  FuzzWorld(Random random) throws IOException {
    loop = new ManualIoEventLoop(null, Thread.currentThread(), NioIoHandler.newFactory(), clock);
    sockets = new MemorySockets(loop, random, this);
    TurnLimits limits =
        new TurnLimits(
            new TurnLimits.Allocations(6, 200, 20),
            new TurnLimits.PerAllocation(8, 6, 1 << 20, Duration.ofHours(1)),
            1L << 30,
            1_000_000,
            100);
    TurnConfig config = Lab.config().withLimits(limits).withPorts(PORTS);
    gate = new PeerGate(config.peers(), config.relays(), PeerGate.ofThisMachine());
    quotas = new Quotas(limits.allocations());
    Map<Family, RelayHost> hosts = new EnumMap<>(Family.class);
    for (RelayAddress relay : config.relays()) {
      RelayPorts taken = new RelayPorts(PORTS, new SecureRandom());
      ports.put(relay.local().family(), taken);
      RelayHost host = new RelayHost(relay, taken);
      hosts.put(relay.local().family(), host);
      tcpPorts.put(relay.local().family(), host.tcpPorts());
    }
    SecureRandom secure = new SecureRandom();
    shared =
        new Shared(
            config,
            FuzzWorld::password,
            gate,
            quotas,
            new SharedBucket(limits.bytesPerSecond(), clock.nanoTime()),
            hosts,
            new Reservations(secure, clock::nanoTime),
            new Nonces(clock::nanoTime, Duration.ofHours(1), secure, false),
            new PendingPeers(secure, 64),
            new Tickets(secure),
            clock::nanoTime);
    worker = new Worker(loop, shared, sockets);
    doors = new HashMap<>(Map.of(DOOR, door(DOOR), DOOR_V6, door(DOOR_V6)));
  }

  private UdpDoor door(Endpoint local) throws IOException {
    return new UdpDoor(worker, local, Optional.empty());
  }

  /// Opens four doors more, which answer for each other (RFC 5780).
  void discover(Endpoint first, Endpoint second) throws IOException {
    List<UdpDoor> four = new ArrayList<>();
    for (Endpoint local :
        List.of(
            first,
            new Endpoint(first.ip(), second.port()),
            new Endpoint(second.ip(), first.port()),
            second)) {
      UdpDoor door = door(local);
      four.add(door);
      doors.put(local, door);
    }
    assertThat(new NatDiscovery(four).join()).isTrue();
  }

  /// What the system has to say in between: connections of TCP relays, and sockets it has closed.
  void turn() {
    loop.runNow();
  }

  private static Optional<String> password(String username) {
    return username.startsWith("lab") ? Optional.of("labpass") : Optional.empty();
  }

  @Override
  public void sent(UdpSocket from, byte[] bytes, int length, Endpoint to) {
    sent++;
    sentFrom = from;
    sentTo = to;
    sentLength = length;
    System.arraycopy(bytes, 0, sentBytes, 0, length);
  }

  /// Hands over a datagram as the system would, and nothing after it.
  void arrive(Endpoint at, byte[] bytes, int length, Endpoint from) {
    arriveAmongOthers(at, bytes, length, from);
    worker.burst().end();
  }

  /// The same, with more to come before the loop has read all that is ready: until [#turn].
  void arriveAmongOthers(Endpoint at, byte[] bytes, int length, Endpoint from) {
    sent = 0;
    MemorySockets.Socket socket = sockets.open.get(at);
    if (socket == null || socket.isClosed || length > UdpSocket.MOST) {
      return;
    }
    packet.setIndex(UdpSocket.HEADROOM, UdpSocket.HEADROOM);
    packet.writeBytes(bytes, 0, length);
    socket.receiver.received(packet, from.ip().high(), from.ip().low(), from.port());
  }

  /// A TCP relay of nobody's, on a port of the system's.
  TcpRelay tcpRelay() throws IOException {
    return new TcpRelay(shared.hosts().get(Family.IPV4), 0, worker, shared.pending());
  }

  /// A TCP connection.
  FuzzStream connect(Endpoint from, ChannelHandler... front) {
    return new FuzzStream(from, front);
  }

  /// The server's side of a connection, with what it answered in the order of the wire.
  final class FuzzStream extends EmbeddedChannel {
    private final Endpoint from;

    /// Whether the far end takes what it is sent.
    boolean reads = true;

    private FuzzStream(Endpoint from, ChannelHandler... front) {
      super(EmbeddedChannel.builder().ticker(clock));
      this.from = from;
      config().setAllocator(buffers);
      config().setWriteBufferWaterMark(TurnServer.WATER_MARK);
      pipeline().addLast(front);
      pipeline().addLast(new StreamClient(worker, this));
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer pending) throws Exception {
      if (reads) {
        super.doWrite(pending);
      }
    }

    /// Lets time pass, as [FuzzWorld#pass] does, for this connection too.
    void pass(long seconds) {
      FuzzWorld.this.pass(seconds * 1_000_000_000L);
      runScheduledPendingTasks();
    }

    @Override
    protected SocketAddress remoteAddress0() {
      return new InetSocketAddress(from.ip().toInetAddress(), from.port());
    }
  }

  void pass(long nanos) {
    clock.advance(nanos, TimeUnit.NANOSECONDS);
    loop.runNow();
  }

  /// All clients are silent for two hours.
  void goQuiet() {
    turn();
    for (int minute = 0; minute < 120; minute++) {
      pass(60_000_000_000L);
    }
    shared.reservations().prune();
  }

  /// What is left in the server of clients that are gone; nothing, one hopes.
  String remains(List<Endpoint> clients) {
    StringBuilder found = new StringBuilder();
    doors.forEach((address, door) ->
        clients.stream()
            .filter(client -> door.route(client) != null)
            .forEach(client -> found.append(" allocation of ").append(client)));
    if (sockets.open.size() != doors.size()) {
      found.append(" sockets ").append(sockets.open.keySet());
    }
    if (quotas.names() != 0) {
      found.append(" quotas ").append(quotas.names());
    }
    ports.forEach((family, taken) -> {
      for (int port = PORTS.first(); PORTS.contains(port); port++) {
        if (taken.isTaken(port)) {
          found.append(" port ").append(family).append(port);
        }
      }
    });
    return found.toString();
  }

  static boolean isPublicOrHere(PeerGate gate, IpAddress ip) {
    return gate.reach(ip) != PeerGate.Reach.NONE;
  }

  void close() {
    doors.values().forEach(door -> door.close(() -> {}));
    packet.release();
    loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    while (!loop.isTerminated()) {
      pass(1);
    }
  }
}
