// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.IpAddress;
import dev.switchboard.turn.stun.IpAddress.Family;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A STUN and TURN server: RFC 8489 and RFC 8656. Opened and closed by any thread; everything else
/// happens on event loops, its own or borrowed.
public final class TurnServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TurnServer.class);
  private static final Duration NONCE_LIFETIME = Duration.ofHours(1);
  static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(32 << 10, 128 << 10);

  private final Loops loops;
  private final Map<EventLoop, Worker> workers = new LinkedHashMap<>();
  private final List<InetSocketAddress> addresses = new ArrayList<>();
  private final List<UdpDoor> udpDoors = new ArrayList<>();
  private final List<Channel> tcpDoors = new ArrayList<>();
  private final Connections connections;

  /// Closed with the server, also the one that comes in meanwhile.
  private final ChannelGroup streams = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

  private final AtomicBoolean closed = new AtomicBoolean();

  private TurnServer(TurnConfig config, TurnHooks hooks, Loops loops, LongSupplier nanos) {
    this.loops = loops;
    this.connections = new Connections(config.limits().connectionsPerAddress());
    Shared shared = shared(config, hooks, nanos);
    for (IoEventLoop loop : loops.all()) {
      workers.put(loop, new Worker(loop, shared, loops.transport().sockets(loop)));
    }
  }

  /// Returns when all doors are open. Throws [IOException] with a message for people when one
  /// cannot be; then none is.
  public static TurnServer open(TurnConfig config, TurnHooks hooks) throws IOException {
    return open(config, hooks, Loops.own(TurnTransport.best(), config.loops()), System::nanoTime);
  }

  /// As above, on loops that belong to the caller: of io_uring, epoll or NIO, all of one kind.
  /// Closing the server leaves them running.
  public static TurnServer open(TurnConfig config, TurnHooks hooks, IoEventLoopGroup group)
      throws IOException {
    return open(config, hooks, Loops.borrowed(group), System::nanoTime);
  }

  static TurnServer open(TurnConfig config, TurnHooks hooks, Loops loops, LongSupplier nanos)
      throws IOException {
    TurnServer server = new TurnServer(config, hooks, loops, nanos);
    try {
      for (Door door : config.doors()) {
        server.open(door);
      }
    } catch (IOException e) {
      server.close();
      throw e;
    }
    LOG.debug("turn: {} on {}", server.addresses, loops.transport());
    return server;
  }

  private static Shared shared(TurnConfig config, TurnHooks hooks, LongSupplier nanos) {
    SecureRandom random = new SecureRandom();
    Map<Family, RelayHost> hosts = new HashMap<>();
    for (RelayAddress relay : config.relays()) {
      RelayPorts ports = new RelayPorts(config.ports(), random);
      hosts.put(relay.local().family(), new RelayHost(relay, ports));
    }
    return new Shared(
        config,
        hooks,
        new PeerGate(config.peers(), config.relays(), PeerGate.ofThisMachine()),
        new Quotas(config.limits().allocations()),
        new SharedBucket(config.limits().bytesPerSecond(), nanos.getAsLong()),
        Map.copyOf(hosts),
        new Reservations(random, nanos),
        new Nonces(nanos, NONCE_LIFETIME, random, hooks.knowsUserHashes()),
        new PendingPeers(random, config.limits().tcpRelays().perAddress()),
        new Tickets(random),
        nanos);
  }

  /// The addresses of the doors, in their order, with their real ports.
  public List<InetSocketAddress> addresses() {
    return List.copyOf(addresses);
  }

  /// What has been relayed so far. Any thread.
  public TurnTraffic traffic() {
    TurnTraffic sum = TurnTraffic.NONE;
    for (Worker worker : workers.values()) {
      sum = sum.plus(worker.traffic().read());
    }
    return sum;
  }

  private void open(Door door) throws IOException {
    switch (door) {
      case Door.Udp udp -> openUdp(udp);
      case Door.Discovery discovery -> openDiscovery(discovery);
      case Door.Tcp tcp -> openTcp(tcp);
    }
  }

  private void openUdp(Door.Udp door) throws IOException {
    List<UdpDoor> shares = share(Endpoint.of(door.address()), door.dtls().map(this::contexts));
    addresses.add(shares.getFirst().socket().local().toSocketAddress());
  }

  /// One for each loop, where loops can share a port.
  private List<UdpDoor> share(Endpoint wanted, Optional<DtlsContexts> dtls) throws IOException {
    List<UdpDoor> shares = new ArrayList<>();
    refuseTaken(wanted);
    for (Map.Entry<EventLoop, Worker> each : workers.entrySet()) {
      // Where the port was ours to choose, the other loops take the same.
      Endpoint local = shares.isEmpty() ? wanted : shares.getFirst().socket().local();
      shares.add(on(each.getKey(), () -> new UdpDoor(each.getValue(), local, dtls)));
      udpDoors.add(shares.getLast());
      if (!loops.transport().sharesPorts()) {
        break;
      }
    }
    return shares;
  }

  private void openDiscovery(Door.Discovery door) throws IOException {
    Optional<DtlsContexts> dtls = door.dtls().map(this::contexts);
    List<UdpDoor> one = share(Endpoint.of(door.address()), dtls);
    List<UdpDoor> four = share(Endpoint.of(door.alternate()), dtls);
    Endpoint first = one.getFirst().socket().local();
    Endpoint last = four.getFirst().socket().local();
    List<UdpDoor> two = share(new Endpoint(first.ip(), last.port()), dtls);
    List<UdpDoor> three = share(new Endpoint(last.ip(), first.port()), dtls);
    for (int i = 0; i < one.size(); i++) {
      NatDiscovery discovery =
          new NatDiscovery(List.of(one.get(i), two.get(i), three.get(i), four.get(i)));
      on(one.get(i).loop(), discovery::join);
    }
    addresses.add(first.toSocketAddress());
  }

  private DtlsContexts contexts(DtlsKeys keys) {
    Worker any = workers.values().iterator().next();
    return new DtlsContexts(keys, any.limits(), any::now);
  }

  /// The loops share a port by an option that would let another process of the same user share it
  /// too, unnoticed.
  private static void refuseTaken(Endpoint wanted) throws IOException {
    try (DatagramSocket alone = new DatagramSocket(wanted.toSocketAddress())) {
      LOG.trace("udp: {} is free", alone.getLocalSocketAddress());
    } catch (BindException e) {
      BindException named = new BindException("UDP " + wanted + ": " + e.getMessage());
      named.initCause(e);
      throw named;
    }
  }

  private void openTcp(Door.Tcp door) throws IOException {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops.group())
            .channel(loops.transport().tcp())
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .childHandler(new StreamPipeline(door))
            .bind(door.address())
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException("tcp: cannot listen on " + door.address(), bound.cause());
    }
    tcpDoors.add(bound.channel());
    addresses.add((InetSocketAddress) bound.channel().localAddress());
  }

  /// What is behind a TCP door: whatever the door puts in front, then the client.
  private final class StreamPipeline extends ChannelInitializer<Channel> {
    private final Door.Tcp door;

    StreamPipeline(Door.Tcp door) {
      this.door = door;
    }

    @Override
    protected void initChannel(Channel channel) {
      if (enter(channel)) {
        door.front().accept(channel.pipeline());
        serve(channel);
      }
    }
  }

  /// Adopts a connection over TCP or TLS that somebody else accepted, by adding the last handler to
  /// its pipeline; from then on the bytes of STUN and TURN must arrive there, those already read
  /// first. Called on the channel's loop, which must be one of this server's. Closes the channel
  /// where a limit forbids it.
  public void accept(Channel channel) {
    if (enter(channel)) {
      serve(channel);
    }
  }

  private boolean enter(Channel channel) {
    // Who has hung up already may have no address any more.
    if (!(channel.remoteAddress() instanceof InetSocketAddress address)) {
      channel.close();
      return false;
    }
    IpAddress from = Endpoint.of(address).ip();
    if (!connections.enter(from)) {
      channel.close();
      return false;
    }
    channel.closeFuture().addListener(_ -> connections.leave(from));
    return true;
  }

  private void serve(Channel channel) {
    Worker worker = workers.get(channel.eventLoop());
    if (worker == null) {
      throw new IllegalArgumentException(channel + " (expected: on a loop of this server)");
    }
    streams.add(channel);
    channel.pipeline().addLast(new StreamClient(worker, channel));
  }

  private static <T> T on(EventLoop loop, Callable<T> task) throws IOException {
    try {
      return loop.submit(task).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /// Closes all doors and ends all allocations; returns when every descriptor is closed that the
  /// server has opened, and so every port is free. Not for a loop.
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    tcpDoors.forEach(door -> door.close().awaitUninterruptibly());
    streams.close().awaitUninterruptibly();
    // Once nobody can come in any more, nothing new is opened.
    udpDoors.forEach(door -> await(door.loop(), door::close));
    workers.forEach((loop, worker) -> await(loop, worker.open()::end));
    loops.end();
  }

  /// Has a loop close something and tell when it is done.
  private static void await(EventLoop loop, Consumer<Runnable> closing) {
    CountDownLatch done = new CountDownLatch(1);
    try {
      loop.execute(() -> closing.accept(done::countDown));
      done.await();
    } catch (RejectedExecutionException _) {
      // Whoever ended a borrowed loop has closed its sockets.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
