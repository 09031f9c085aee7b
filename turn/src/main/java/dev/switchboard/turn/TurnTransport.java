// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.Endpoint;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;

/// What drives the sockets, best first.
enum TurnTransport implements UdpSockets {
  NIO;

  static TurnTransport best() {
    return NIO;
  }

  IoHandlerFactory handlers() {
    return NioIoHandler.newFactory();
  }

  Class<? extends ServerChannel> tcp() {
    return NioServerSocketChannel.class;
  }

  /// Whether every loop can listen on the same UDP port.
  boolean sharesPorts() {
    return false;
  }

  @Override
  public UdpSocket open(EventLoop loop, Endpoint local, boolean shared, UdpSocket.Receiver receiver)
      throws IOException {
    return ChannelSocket.open(loop, local, receiver);
  }
}
