// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.IpAddress;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.io.IOException;
import java.net.InetSocketAddress;

/// A socket on Netty's portable channel, for other systems than Linux: it copies each packet and
/// allocates for each, a port belongs to one loop, and empty datagrams are not sent.
final class ChannelSocket extends SimpleChannelInboundHandler<DatagramPacket> implements UdpSocket {
  private final DatagramChannel channel;
  private final IpAddress.Family family;
  private final Receiver receiver;
  private final ByteBuf packet = Unpooled.directBuffer(HEADROOM + MOST, HEADROOM + MOST);
  private boolean closing;

  private ChannelSocket(IpAddress.Family family, Receiver receiver) {
    this.family = family;
    this.channel =
        new NioDatagramChannel(
            switch (family) {
              case IPV4 -> SocketProtocolFamily.INET;
              case IPV6 -> SocketProtocolFamily.INET6;
            });
    this.receiver = receiver;
  }

  static UdpSocket open(EventLoop loop, Endpoint local, Receiver receiver) throws IOException {
    ChannelSocket socket = new ChannelSocket(local.ip().family(), receiver);
    socket.channel.pipeline().addLast(socket);
    // On its own loop, all of this happens at once.
    ChannelFuture registered = loop.register(socket.channel);
    ChannelFuture bound = socket.channel.bind(local.toSocketAddress());
    if (!registered.isSuccess() || !bound.isSuccess()) {
      socket.close(() -> {});
      throw new IOException("udp: cannot listen on " + local, bound.cause());
    }
    return socket;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, DatagramPacket datagram) {
    ByteBuf content = datagram.content();
    IpAddress ip = IpAddress.of(datagram.sender().getAddress());
    if (content.readableBytes() > MOST || ip.family() != family) {
      return;
    }
    packet.setIndex(HEADROOM, HEADROOM);
    packet.writeBytes(content);
    receiver.received(packet, ip.high(), ip.low(), datagram.sender().getPort());
  }

  /// ICMP errors arrive here; they never hurt the socket.
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {}

  @Override
  public Endpoint local() {
    return Endpoint.of(channel.localAddress());
  }

  @Override
  public void send(ByteBuf bytes, long high, long low, int port) {
    Endpoint to = new Endpoint(new IpAddress(family, high, low), port);
    write(channel.alloc().directBuffer(bytes.readableBytes()).writeBytes(bytes.duplicate()), to);
  }

  /// Not to be had here: such packets are refused before.
  @Override
  public void sendWhole(ByteBuf bytes, long high, long low, int port) {}

  @Override
  public void send(byte[] bytes, int length, Endpoint to) {
    write(channel.alloc().directBuffer(length).writeBytes(bytes, 0, length), to);
  }

  private void write(ByteBuf copy, Endpoint to) {
    InetSocketAddress address = to.toSocketAddress();
    channel.writeAndFlush(new DatagramPacket(copy, address), channel.voidPromise());
  }

  @Override
  public void close(Runnable closed) {
    if (!closing) {
      closing = true;
      // When the loop ends it closes the channel by itself.
      channel.close().addListener(_ -> closed.run());
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    packet.release();
  }
}
