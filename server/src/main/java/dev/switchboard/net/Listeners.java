// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.uring.IoUringChannelOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// The event loops and the ports they listen on. Opened and closed by the main thread.
public final class Listeners implements AutoCloseable {
  private static final int BACKLOG = 4096;

  /// More than any kernel takes to close all sockets.
  private static final Duration TO_HANG_UP = Duration.ofSeconds(5);

  /// Above the second a connection is told to wait, below the first to go on.
  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(32 << 10, 128 << 10);

  /// With shared buffers no connection needs to learn how much it reads at once, nor the memory to
  /// remember it.
  private static final RecvByteBufAllocator NO_GUESS =
      new FixedRecvByteBufAllocator(Transport.RING_BUFFER_BYTES);

  private final IoEventLoopGroup group;
  private final List<Channel> channels;
  private final List<ServerPipeline> pipelines;
  private final Transport transport;
  private final Loops loops;
  private final Doorman doorman;

  private Listeners(
      IoEventLoopGroup group,
      List<Channel> channels,
      List<ServerPipeline> pipelines,
      Transport transport,
      Loops loops,
      Doorman doorman) {
    this.group = group;
    this.channels = channels;
    this.pipelines = pipelines;
    this.transport = transport;
    this.loops = loops;
    this.doorman = doorman;
  }

  /// How to listen; `loops` 0 means one for each processor.
  public record Bind(String host, Transport transport, int loops) {}

  /// One port and what is behind it; 0 picks a free one.
  public record Door(int port, Routes routes, @Nullable Certificate certificate) {}

  /// A certificate and its key, as PEM files.
  public record Certificate(Path chain, Path key) {}

  /// Returns when connections are accepted at every door. Throws as [#bind] does.
  public static Listeners open(Bind bind, NetLimits limits, List<Door> doors) throws IOException {
    Listeners listeners = bind(bind, limits, doors);
    listeners.accept();
    return listeners;
  }

  /// Takes the ports, and lets clients wait before them until [#accept]. Throws [IOException] with
  /// a message for people when that cannot be; then no port is taken.
  public static Listeners bind(Bind bind, NetLimits limits, List<Door> doors) throws IOException {
    traceNoBuffers();
    List<ServerPipeline> pipelines = new ArrayList<>();
    Loops loops = new Loops(limits);
    Doorman doorman = new Doorman(limits);
    for (Door door : doors) {
      Certificate certificate = door.certificate();
      SslContext tls = certificate == null ? null : tls(certificate);
      pipelines.add(new ServerPipeline(loops, door.routes(), limits, doorman, tls));
    }
    int threads = bind.loops() > 0 ? bind.loops() : Runtime.getRuntime().availableProcessors();
    IoEventLoopGroup group = new MultiThreadIoEventLoopGroup(threads, bind.transport().handlers());
    List<Channel> channels = new ArrayList<>();
    for (int i = 0; i < doors.size(); i++) {
      ServerBootstrap bootstrap = bootstrap(group, bind.transport(), pipelines.get(i));
      int port = doors.get(i).port();
      ChannelFuture bound =
          bootstrap.bind(new InetSocketAddress(bind.host(), port)).awaitUninterruptibly();
      if (!bound.isSuccess()) {
        group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        throw cannotBind(bind.host(), port, bound.cause());
      }
      channels.add(bound.channel());
    }
    return new Listeners(
        group, List.copyOf(channels), List.copyOf(pipelines), bind.transport(), loops, doorman);
  }

  /// Netty notes where one buffer in 128 was made, to find those that leak: 4 % of the cost of a
  /// relayed message. The tests, which watch every buffer, ask for it by the property.
  private static void traceNoBuffers() {
    if (System.getProperty("io.netty.leakDetection.level") == null) {
      ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    }
  }

  private static ServerBootstrap bootstrap(
      EventLoopGroup group, Transport transport, ServerPipeline pipeline) {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(group)
            .channel(transport.channel())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .childHandler(pipeline);
    if (transport.hasSharedBuffers()) {
      bootstrap
          .childOption(IoUringChannelOption.IO_URING_BUFFER_GROUP_ID, Transport.BUFFER_GROUP)
          .childOption(ChannelOption.RECVBUF_ALLOCATOR, NO_GUESS);
    }
    return bootstrap;
  }

  /// Opens the doors: all that clients get is ready.
  public void accept() {
    channels.forEach(channel -> channel.config().setAutoRead(true));
  }

  /// The port of the first door.
  public int port() {
    return ports().getFirst();
  }

  /// The ports of all doors, in their order.
  public List<Integer> ports() {
    return channels.stream()
        .map(channel -> ((InetSocketAddress) channel.localAddress()).getPort())
        .toList();
  }

  public Transport transport() {
    return transport;
  }

  /// The event loops, for whoever serves something else on the same threads; they end with the
  /// listeners.
  public IoEventLoopGroup loops() {
    return group;
  }

  /// Has every event loop tell, on that loop, how many nanoseconds a task waited for it: as long as
  /// a message that comes in now.
  public void probe(LongConsumer waited) {
    for (EventExecutor loop : group) {
      long asked = System.nanoTime();
      loop.execute(() -> waited.accept(System.nanoTime() - asked));
    }
  }

  /// From now on a connection at any door may speak STUN instead of HTTP.
  public void stun(StunAcceptor acceptor) {
    pipelines.forEach(pipeline -> pipeline.stun(acceptor));
  }

  /// How many clients are connected.
  public int connections() {
    return doorman.count();
  }

  /// Accepts nobody any more, tells all WebSockets that the server goes away, waits this long for
  /// them to leave, and hangs up on those that stay.
  public void close(Duration patience) {
    channels.forEach(channel -> channel.close().awaitUninterruptibly());
    loops.dismissAll();
    doorman.awaitNobody(patience);
    hangUp();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  /// A connection needs its event loop until it is closed, so all are closed before the loops end.
  private void hangUp() {
    doorman.shut();
    // Who was accepted last may stand in line before its loop.
    group.forEach(loop -> loop.submit(() -> {}).awaitUninterruptibly());
    doorman.awaitNobody(TO_HANG_UP);
  }

  @Override
  public void close() {
    close(Duration.ofSeconds(3));
  }

  private static SslContext tls(Certificate certificate) throws IOException {
    try {
      return SslContextBuilder.forServer(certificate.chain().toFile(), certificate.key().toFile())
          .sslProvider(SslProvider.JDK)
          .build();
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException(
          "tls.cert: "
              + certificate.chain()
              + " and tls.key: "
              + certificate.key()
              + " (expected: a PEM certificate and its PKCS#8 key): "
              + e.getMessage(),
          e);
    }
  }

  private static IOException cannotBind(String host, int port, @Nullable Throwable cause) {
    String address = host + ":" + port;
    String why = String.valueOf(cause);
    // The JDK throws the same for an address that is not this machine's.
    boolean foreign = why.contains("assign requested address");
    if ((cause instanceof BindException && !foreign) || why.contains("Address already in use")) {
      return new IOException(
          "port: " + address + " is in use (expected: a free port; 0 picks one)", cause);
    }
    return new IOException("host: cannot listen on " + address + ": " + cause, cause);
  }
}
