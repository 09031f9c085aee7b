// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;

/// What drives the sockets, best first.
enum TurnTransport {
  /// Linux, by our own calls.
  EPOLL,
  /// Everywhere.
  NIO;

  static TurnTransport best() {
    return Epoll.isAvailable() ? EPOLL : NIO;
  }

  IoHandlerFactory handlers() {
    return switch (this) {
      case EPOLL -> EpollIoHandler.newFactory();
      case NIO -> NioIoHandler.newFactory();
    };
  }

  Class<? extends ServerChannel> tcp() {
    return switch (this) {
      case EPOLL -> EpollServerSocketChannel.class;
      case NIO -> NioServerSocketChannel.class;
    };
  }

  /// Whether every loop can listen on the same UDP port.
  boolean sharesPorts() {
    return switch (this) {
      case EPOLL -> true;
      case NIO -> false;
    };
  }

  UdpSockets sockets(IoEventLoop loop) {
    return switch (this) {
      case EPOLL -> new EpollSockets(loop);
      case NIO -> (local, _, receiver) -> ChannelSocket.open(loop, local, receiver);
    };
  }
}
