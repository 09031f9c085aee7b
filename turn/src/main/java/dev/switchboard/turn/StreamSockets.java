// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.IpAddress.Family;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.spi.SelectorProvider;
import java.util.function.Supplier;

/// Makes TCP channels of Netty's for one loop, whatever drives it. They are bound to a relay's
/// port, which the listener and the connections that leave from it share. Confined to its loop.
final class StreamSockets {
  /// What a connection holds unread at most; a peer that sends more waits.
  private static final int BUFFER = 128 << 10;

  private static final int BACKLOG = 16;

  /// SOL_SOCKET, SO_REUSEPORT: without it nothing leaves from a port that is listened on. By
  /// number, since Netty's own option is for listeners alone.
  private static final IntegerUnixChannelOption SHARED_PORT =
      new IntegerUnixChannelOption("SO_REUSEPORT", 1, 15);

  private final TurnTransport transport;

  private StreamSockets(TurnTransport transport) {
    this.transport = transport;
  }

  static StreamSockets of(IoEventLoop loop) {
    return new StreamSockets(TurnTransport.of(loop));
  }

  /// Not yet bound. What it accepts inherits the size of its buffer. Throws [IOException] where the
  /// system has no more sockets.
  Channel listener(Family family) throws IOException {
    Channel channel =
        made(() ->
            switch (transport) {
              case EPOLL -> new EpollServerSocketChannel(netty(family));
              case IO_URING -> new IoUringServerSocketChannel();
              case NIO -> new NioServerSocketChannel(SelectorProvider.provider(), netty(family));
            });
    channel.config().setOption(ChannelOption.SO_BACKLOG, BACKLOG);
    return channel;
  }

  /// Not yet connected, and silent until it is told to read. Throws as above.
  Channel connector(Family family) throws IOException {
    Channel channel =
        made(() ->
            switch (transport) {
              case EPOLL -> new EpollSocketChannel(netty(family));
              case IO_URING -> new IoUringSocketChannel();
              case NIO -> new NioSocketChannel(SelectorProvider.provider(), netty(family));
            });
    channel.config().setOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0);
    return silent(channel);
  }

  private Channel made(Supplier<Channel> maker) throws IOException {
    try {
      return prepared(maker.get());
    } catch (ChannelException e) {
      throw new IOException("tcp: no socket to be had", e);
    }
  }

  /// A connection that was made or accepted reads only what it is asked to.
  static Channel silent(Channel channel) {
    channel.config().setAutoRead(false);
    channel.config().setOption(ChannelOption.TCP_NODELAY, true);
    return channel;
  }

  private Channel prepared(Channel channel) {
    channel.config().setOption(ChannelOption.SO_REUSEADDR, true);
    channel.config().setOption(ChannelOption.SO_RCVBUF, BUFFER);
    switch (transport) {
      case EPOLL, IO_URING -> channel.config().setOption(SHARED_PORT, 1);
      case NIO ->
          channel.config().setOption(NioChannelOption.of(StandardSocketOptions.SO_REUSEPORT), true);
    }
    return channel;
  }

  private static SocketProtocolFamily netty(Family family) {
    return switch (family) {
      case IPV4 -> SocketProtocolFamily.INET;
      case IPV6 -> SocketProtocolFamily.INET6;
    };
  }
}
