// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.StunWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
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
/// A message is handled where it was read, if it is there as a whole. What is relayed to the client
/// gathers until the loop has read all that is ready, and is then sent at once: in one buffer, or
/// through TLS in records of their own.
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

  /// What gathers at most before it is written: as much as one record of TLS carries.
  private static final int MOST_GATHERED = 16 << 10;

  private final Worker worker;
  private final Channel channel;
  private final Endpoint address;

  /// What arrived and is not yet a whole message.
  private final ByteBuf message = Unpooled.directBuffer(MOST_MESSAGE, MOST_MESSAGE);

  /// What is still to come of a message that is too long.
  private int skipping;

  /// Whole messages for the client, which the worker has been told of.
  private @Nullable ByteBuf gathered;

  /// In their place, where something stands before the socket that is not ours.
  private @Nullable HeldFlush held;

  private boolean isWaiting;

  private @Nullable Route route;
  private @Nullable ClientData successor;
  private @Nullable Future<?> timer;

  /// Whether it was full when last looked at, and has been ever since.
  private boolean full;

  StreamClient(Worker worker, Channel channel) {
    this.worker = worker;
    this.channel = channel;
    this.address = Endpoint.of((InetSocketAddress) channel.remoteAddress());
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

  /// Handles the message that is there as a whole, or keeps what there is of it.
  private void take(ChannelHandlerContext context, ByteBuf bytes) {
    if (skipping > 0) {
      int skipped = Math.min(skipping, bytes.readableBytes());
      bytes.skipBytes(skipped);
      skipping -= skipped;
      return;
    }
    boolean begun = message.isReadable();
    int wanted = wanted(begun ? message : bytes);
    if (wanted < 0 || (wanted > MOST_MESSAGE && route == null)) {
      context.close();
      bytes.skipBytes(bytes.readableBytes());
    } else if (wanted > MOST_MESSAGE) {
      // Too long to be relayed, as over UDP; whoever has an allocation goes on behind it.
      skipping = wanted - message.readableBytes();
      message.clear();
    } else if (begun || bytes.readableBytes() < Math.max(wanted, 4)) {
      complete(bytes, wanted);
    } else {
      int end = bytes.writerIndex();
      int next = bytes.readerIndex() + wanted;
      bytes.writerIndex(next);
      handle(bytes);
      bytes.setIndex(next, end);
    }
  }

  /// Adds to the message what it lacks, and handles it once it is whole.
  private void complete(ByteBuf bytes, int wanted) {
    int lacking = wanted - message.readableBytes();
    message.writeBytes(bytes, Math.min(lacking, bytes.readableBytes()));
    if (message.readableBytes() >= 4 && message.readableBytes() == wanted(message)) {
      handle(message);
      message.clear();
    }
  }

  /// How long the message is, as far as is known: the four bytes that tell, or all of it. Negative
  /// for what can be none.
  private static int wanted(ByteBuf begin) {
    if (begin.readableBytes() < 4) {
      return 4;
    }
    int at = begin.readerIndex();
    int length = begin.getUnsignedShort(at + 2);
    int whole =
        switch (begin.getByte(at) & 0xc0) {
          case 0x00 -> 20 + length;
          case 0x40 -> 4 + ((length + 3) & ~3);
          default -> -1;
        };
    return whole % 4 == 0 ? whole : -1;
  }

  private void handle(ByteBuf whole) {
    Route to = route;
    boolean stun = (whole.getByte(whole.readerIndex()) & 0xc0) == 0;
    if ((to == null || !to.take(whole)) && stun) {
      worker.handle(whole, this);
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
    ByteBuf rest = gathered;
    gathered = null;
    if (rest != null) {
      rest.release();
    }
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
    writeGathered();
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
    int padded = (length + 3) & ~3;
    HeldFlush apart = held();
    ByteBuf to = apart == null ? room(padded) : channel.alloc().directBuffer(padded);
    to.writeBytes(packet, packet.readerIndex(), length).writeZero(padded - length);
    if (apart != null) {
      apart.write(channel, to, MOST_GATHERED);
    }
    if (!isWaiting) {
      isWaiting = true;
      worker.burst().add(this);
    }
  }

  /// Null where our bytes are those of the wire.
  private @Nullable HeldFlush held() {
    ChannelPipeline pipeline = channel.pipeline();
    if (held == null && pipeline.first() != this) {
      held = new HeldFlush();
      pipeline.addFirst(held);
    }
    return held;
  }

  /// It grows with what comes, so that a slow client's backlog is no larger than it looks.
  private ByteBuf room(int bytes) {
    ByteBuf before = gathered;
    if (before != null && before.maxWritableBytes() >= bytes) {
      return before;
    }
    writeGathered();
    ByteBuf room = channel.alloc().directBuffer(bytes, MOST_GATHERED);
    gathered = room;
    return room;
  }

  private void writeGathered() {
    ByteBuf all = gathered;
    gathered = null;
    if (all != null) {
      channel.writeAndFlush(all, channel.voidPromise());
    }
  }

  /// The loop has read all that is ready.
  void flush() {
    isWaiting = false;
    if (held == null) {
      writeGathered();
    } else {
      channel.flush();
    }
  }
}
