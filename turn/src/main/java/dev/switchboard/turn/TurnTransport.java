// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import io.netty.channel.IoEventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandle;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;

/// What drives the sockets.
enum TurnTransport {
  /// Linux, by our own calls.
  EPOLL,
  /// The same calls on the loops of a newer kernel.
  IO_URING,
  /// Everywhere.
  NIO;

  /// For loops of our own.
  static TurnTransport best() {
    return Epoll.isAvailable() ? EPOLL : NIO;
  }

  /// What the loops of somebody else are made for.
  static TurnTransport of(IoEventLoopGroup loops) {
    if (loops.isCompatible(EpollIoHandle.class)) {
      return EPOLL;
    }
    return loops.isCompatible(IoUringIoHandle.class) ? IO_URING : NIO;
  }

  boolean isAvailable() {
    return switch (this) {
      case EPOLL -> Epoll.isAvailable();
      case IO_URING -> IoUring.isAvailable();
      case NIO -> true;
    };
  }

  IoHandlerFactory handlers() {
    return switch (this) {
      case EPOLL -> EpollIoHandler.newFactory();
      case IO_URING -> IoUringIoHandler.newFactory();
      case NIO -> NioIoHandler.newFactory();
    };
  }

  Class<? extends ServerChannel> tcp() {
    return switch (this) {
      case EPOLL -> EpollServerSocketChannel.class;
      case IO_URING -> IoUringServerSocketChannel.class;
      case NIO -> NioServerSocketChannel.class;
    };
  }

  /// Whether every loop can listen on the same UDP port.
  boolean sharesPorts() {
    return switch (this) {
      case EPOLL, IO_URING -> true;
      case NIO -> false;
    };
  }

  UdpSockets sockets(IoEventLoop loop) {
    return switch (this) {
      case EPOLL, IO_URING -> new NativeSockets(loop);
      case NIO -> (local, _, receiver) -> ChannelSocket.open(loop, local, receiver);
    };
  }
}
