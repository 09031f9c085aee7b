// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.uring.IoUringChannelOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The event loops and the port they listen on. Opened and closed by the main thread.
public final class Listeners implements AutoCloseable {
  private static final int BACKLOG = 4096;

  /// Above the second a connection is told to wait, below the first to go on.
  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(32 << 10, 128 << 10);

  private final EventLoopGroup group;
  private final Channel channel;
  private final Transport transport;
  private final Loops loops;
  private final Doorman doorman;

  private Listeners(
      EventLoopGroup group, Channel channel, Transport transport, Loops loops, Doorman doorman) {
    this.group = group;
    this.channel = channel;
    this.transport = transport;
    this.loops = loops;
    this.doorman = doorman;
  }

  /// Where and how to listen; `loops` 0 means one for each processor.
  public record Bind(String host, int port, Transport transport, int loops) {}

  /// A certificate and its key, as PEM files.
  public record Certificate(Path chain, Path key) {}

  /// Returns when connections are accepted. Throws [IOException] with a message for people when
  /// that cannot be.
  public static Listeners open(
      Bind bind, @Nullable Certificate certificate, Routes routes, NetLimits limits)
      throws IOException {
    SslContext tls = certificate == null ? null : tls(certificate);
    Loops loops = new Loops(limits);
    Doorman doorman = new Doorman(limits);
    int threads = bind.loops() > 0 ? bind.loops() : Runtime.getRuntime().availableProcessors();
    EventLoopGroup group = new MultiThreadIoEventLoopGroup(threads, bind.transport().handlers());
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(group)
            .channel(bind.transport().channel())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .childHandler(new ServerPipeline(loops, routes, limits, doorman, tls));
    if (bind.transport().hasSharedBuffers()) {
      bootstrap.childOption(IoUringChannelOption.IO_URING_BUFFER_GROUP_ID, Transport.BUFFER_GROUP);
    }
    ChannelFuture bound =
        bootstrap.bind(new InetSocketAddress(bind.host(), bind.port())).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
      throw cannotBind(bind, bound.cause());
    }
    return new Listeners(group, bound.channel(), bind.transport(), loops, doorman);
  }

  public int port() {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  public Transport transport() {
    return transport;
  }

  /// How many clients are connected.
  public int connections() {
    return doorman.count();
  }

  /// Accepts nobody any more, tells all WebSockets that the server goes away, and waits this long
  /// for them to leave.
  public void close(Duration patience) {
    channel.close().awaitUninterruptibly();
    loops.dismissAll();
    long deadline = System.nanoTime() + patience.toNanos();
    while (doorman.count() > 0 && System.nanoTime() - deadline < 0) {
      try {
        Thread.sleep(10);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
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

  private static IOException cannotBind(Bind bind, @Nullable Throwable cause) {
    String address = bind.host() + ":" + bind.port();
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
