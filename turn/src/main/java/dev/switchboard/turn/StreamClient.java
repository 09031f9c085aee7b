// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.StunWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A client over TCP or TLS: cuts the stream into messages and relays to it while it reads. Lives
/// on the connection's loop.
///
/// STUN says its length; ChannelData over TCP and TLS "MUST be padded to a multiple of four bytes
/// in order to ensure the alignment of subsequent messages" (RFC 8656 §12.5).
final class StreamClient extends ChannelInboundHandlerAdapter implements Client {
  private static final Logger LOG = LoggerFactory.getLogger(StreamClient.class);
  private static final int MOST_MESSAGE = UdpSocket.MOST;
  private static final long PATIENCE_SECONDS = 30;

  /// Beyond the mark where data begins to be dropped, so that a full connection still has room for
  /// the answers of its client.
  private static final long MOST_BACKLOG = 256 << 10;

  private final Worker worker;
  private final Channel channel;
  private final Endpoint address;

  /// What arrived and is not yet a whole message, behind the headroom that relaying needs.
  private final ByteBuf message =
      Unpooled.directBuffer(UdpSocket.HEADROOM + MOST_MESSAGE, UdpSocket.HEADROOM + MOST_MESSAGE);

  private @Nullable Route route;
  private @Nullable ClientData successor;
  private @Nullable Future<?> timer;

  /// Whether it was full when last looked at, and has been ever since.
  private boolean full;

  StreamClient(Worker worker, Channel channel) {
    this.worker = worker;
    this.channel = channel;
    this.address = Endpoint.of((InetSocketAddress) channel.remoteAddress());
    message.setIndex(UdpSocket.HEADROOM, UdpSocket.HEADROOM);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    watch(context);
  }

  /// Whoever has no allocation half a minute later has come for nothing; whoever has taken nothing
  /// from a full connection for as long has gone, or means harm.
  private void watch(ChannelHandlerContext context) {
    boolean wasFull = !channel.isWritable();
    full = wasFull;
    Runnable look =
        () -> {
          if (route == null || (wasFull && full)) {
            context.close();
          } else if (channel.isActive()) {
            watch(context);
          }
        };
    timer = channel.eventLoop().schedule(look, PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object received) {
    ByteBuf bytes = (ByteBuf) received;
    try {
      while (channel.isActive() && bytes.isReadable() && successor == null) {
        take(context, bytes);
      }
      ClientData next = successor;
      if (next != null) {
        yieldTo(next, context, bytes);
      }
    } finally {
      bytes.release();
    }
  }

  /// What stands behind the ConnectionBind is data already.
  private void yieldTo(ClientData next, ChannelHandlerContext context, ByteBuf rest) {
    context.pipeline().replace(this, null, next);
    if (rest.isReadable()) {
      next.channelRead(context, rest.retain());
    }
  }

  /// From here on the connection carries data and nothing else; returns it. It reads only what it
  /// is asked to.
  Channel becomeData(PeerConnection peer, StreamFlow flow) {
    successor = new ClientData(peer, flow);
    channel.config().setAutoRead(false);
    return channel;
  }

  Channel channel() {
    return channel;
  }

  /// Adds to the message what it lacks, and handles it once it is whole.
  private void take(ChannelHandlerContext context, ByteBuf bytes) {
    int wanted = wanted();
    if (wanted < 0) {
      context.close();
      bytes.skipBytes(bytes.readableBytes());
      return;
    }
    int lacking = wanted - message.readableBytes();
    message.writeBytes(bytes, Math.min(lacking, bytes.readableBytes()));
    if (message.readableBytes() >= 4 && message.readableBytes() == wanted()) {
      handle();
      message.setIndex(UdpSocket.HEADROOM, UdpSocket.HEADROOM);
    }
  }

  /// How long the message is, as far as is known: the four bytes that tell, or all of it. Negative
  /// for what can be none.
  private int wanted() {
    if (message.readableBytes() < 4) {
      return 4;
    }
    int at = message.readerIndex();
    int length = message.getUnsignedShort(at + 2);
    int whole =
        switch (message.getByte(at) & 0xc0) {
          case 0x00 -> 20 + length;
          case 0x40 -> 4 + ((length + 3) & ~3);
          default -> -1;
        };
    return whole % 4 != 0 || whole > MOST_MESSAGE ? -1 : whole;
  }

  private void handle() {
    Route to = route;
    boolean stun = (message.getByte(message.readerIndex()) & 0xc0) == 0;
    if ((to == null || !to.take(message)) && stun) {
      worker.handle(message, this);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    full = full && !channel.isWritable();
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    Route to = route;
    if (to != null) {
      to.left(this);
    }
    context.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    Future<?> running = timer;
    if (running != null) {
      running.cancel(false);
    }
    message.release();
  }

  /// A connection that breaks is closed, and ends its allocation. What is neither the network's
  /// doing nor the far end's is a fault of ours.
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (!(cause instanceof IOException) && !(cause.getCause() instanceof IOException)) {
      LOG.error("turn: a fault closed the connection of {}", address, cause);
    }
    context.close();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.flush();
  }

  @Override
  public Endpoint address() {
    return address;
  }

  @Override
  public @Nullable Allocation allocation() {
    Route to = route;
    return to == null ? null : to.allocation();
  }

  @Override
  public StreamClient stream() {
    return this;
  }

  @Override
  public void attach(Route to) {
    route = to;
  }

  @Override
  public void detach() {
    route = null;
  }

  /// Answers must not be dropped, as data may; so a client that asks on and on and reads none of
  /// them is closed.
  @Override
  public void answer(StunWriter written) {
    if (!channel.isWritable() && channel.bytesBeforeWritable() > MOST_BACKLOG) {
      channel.close();
      return;
    }
    int length = written.length();
    ByteBuf copy = channel.alloc().directBuffer(length).writeBytes(written.bytes(), 0, length);
    channel.writeAndFlush(copy, channel.voidPromise());
  }

  /// Dropped while the client does not read: a relay promises no more than UDP.
  @Override
  public void relay(ByteBuf packet) {
    if (!channel.isWritable()) {
      return;
    }
    int length = packet.readableBytes();
    ByteBuf copy = channel.alloc().directBuffer((length + 3) & ~3);
    copy.writeBytes(packet.duplicate()).writeZero(-length & 3);
    channel.writeAndFlush(copy, channel.voidPromise());
  }
}
