// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.Endpoint;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A TCP connection between a relay and a peer: RFC 6062's peer data connection. Lives on the loop
/// of its allocation, but for what says otherwise.
///
/// ```
///   Connect ─▶ CONNECTING ─▶ PENDING ─ ConnectionBind ─▶ BOUND ─▶ CLOSED
///   a peer connects ───────▶ PENDING
///   after 30 seconds: CONNECTING is answered 447, PENDING is closed
/// ```
final class PeerConnection extends ChannelInboundHandlerAdapter {
  /// "The timeout value MUST be at least 30 seconds" to connect, and "If no ConnectionBind request
  /// associated with this peer data connection is received after 30 seconds, the peer data
  /// connection MUST be closed." (RFC 6062 §5.2)
  static final long PATIENCE = 30_000_000_000L;

  private enum State {
    CONNECTING,
    PENDING,
    BOUND,
    CLOSED
  }

  private final TcpRelay relay;
  private final Channel peer;
  private final Endpoint address;
  private final Credentials owner;

  /// What came before the client did, or came with the peer's end: no more than the system's buffer
  /// holds, since nothing is asked for.
  private final Deque<ByteBuf> early = new ArrayDeque<>();

  private State state = State.CONNECTING;
  private int id;
  private long until;
  private @Nullable Channel client;
  private @Nullable StreamFlow toClient;

  PeerConnection(TcpRelay relay, Channel peer, Endpoint address, Credentials owner) {
    this.relay = relay;
    this.peer = peer;
    this.address = address;
    this.owner = owner;
    this.until = relay.now() + PATIENCE;
  }

  Endpoint address() {
    return address;
  }

  /// Any thread.
  Credentials owner() {
    return owner;
  }

  /// From now on a client may bind it, by the number that is returned.
  int await() {
    state = State.PENDING;
    until = relay.now() + PATIENCE;
    id = relay.pending().add(this);
    return id;
  }

  boolean isHalfOpen() {
    return state == State.CONNECTING || state == State.PENDING;
  }

  /// Any thread, once it is pending.
  boolean isExpired(long now) {
    return now - until >= 0;
  }

  void endIfExpired(long now) {
    if (isHalfOpen() && isExpired(now)) {
      end();
    }
  }

  /// Ends one that nobody has bound; a ConnectionBind that was faster keeps it.
  private void end() {
    if (state == State.CONNECTING || relay.pending().claim(id, this)) {
      abort();
    }
  }

  // -- the client's connection

  /// On the loop of a client that has claimed this connection: its bytes are the peer's from here.
  void bind(StreamClient stream) {
    Channel channel =
        stream.becomeData(this, new StreamFlow(stream.channel(), peer, new Way(true)));
    StreamFlow flow = new StreamFlow(peer, channel, new Way(false));
    relay.loop().execute(() -> bound(channel, flow));
  }

  /// "Data received on the associated peer data connection MUST be sent as-is on this client data
  /// connection. This includes data that was received after the associated Connect or request was
  /// successfully processed and before this ConnectionBind request was received." (§5.4)
  private void bound(Channel channel, StreamFlow flow) {
    if (state == State.CLOSED) {
      channel.close();
      return;
    }
    state = State.BOUND;
    client = channel;
    toClient = flow;
    relay.settled();
    boolean waited = !early.isEmpty();
    while (!early.isEmpty()) {
      flow.read(early.remove());
    }
    flow.readComplete();
    if (!peer.isActive()) {
      peerClosed();
    } else if (!waited) {
      peer.read();
    }
  }

  /// Any thread.
  void clientClosed() {
    relay.loop().execute(() -> closeAfterWrites(peer));
  }

  // -- the peer

  /// With io_uring a reading goes on over several turns of the loop, and one that the system has
  /// begun may end after the channel was closed.
  @Override
  public void channelRead(ChannelHandlerContext context, Object received) {
    ByteBuf bytes = (ByteBuf) received;
    StreamFlow flow = toClient;
    if (state == State.CLOSED) {
      bytes.release();
    } else if (flow != null) {
      flow.read(bytes);
    } else {
      early.add(bytes);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    StreamFlow flow = toClient;
    if (flow != null) {
      flow.readComplete();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (state == State.BOUND) {
      peerClosed();
    } else if (early.isEmpty() && state == State.PENDING) {
      end();
    }
    // What the peer said before it went away waits for the client.
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }

  /// "When a peer data connection is closed, the server MUST close the corresponding client data
  /// connection." (§5.5)
  private void peerClosed() {
    StreamFlow flow = toClient;
    Channel channel = client;
    if (flow != null && channel != null) {
      flow.readComplete();
      closeAfterWrites(channel);
    }
    close();
  }

  /// What has arrived still leaves, but nobody is waited for without end.
  private void closeAfterWrites(Channel channel) {
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    Future<?> patience =
        relay.loop().schedule(() -> channel.close(), PATIENCE, TimeUnit.NANOSECONDS);
    channel.closeFuture().addListener(_ -> patience.cancel(false));
  }

  /// "If the allocation associated with a data connection expires, the data connection MUST be
  /// closed." (§5.5)
  void abort() {
    Channel channel = client;
    if (channel != null) {
      channel.close();
    }
    close();
  }

  private void close() {
    if (state == State.CLOSED) {
      return;
    }
    boolean halfOpen = isHalfOpen();
    if (state == State.PENDING) {
      relay.pending().claim(id, this);
    }
    state = State.CLOSED;
    peer.close();
    early.forEach(ByteBuf::release);
    early.clear();
    StreamFlow flow = toClient;
    if (flow != null) {
      flow.release();
    }
    relay.closed(this, halfOpen);
  }

  /// Charges the allocation for what one direction moved.
  private final class Way implements StreamFlow.Meter {
    private final boolean toPeer;

    Way(boolean toPeer) {
      this.toPeer = toPeer;
    }

    @Override
    public void written(int bytes, Runnable more) {
      if (relay.loop().inEventLoop()) {
        charge(bytes, more);
      } else {
        relay.loop().execute(() -> charge(bytes, more));
      }
    }

    private void charge(int bytes, Runnable more) {
      long wait = relay.charge(bytes, toPeer);
      if (wait <= 0) {
        more.run();
      } else if (state != State.CLOSED) {
        relay.loop().schedule(more, wait, TimeUnit.NANOSECONDS);
      }
    }

    @Override
    public void broken() {
      relay.loop().execute(PeerConnection.this::abort);
    }
  }
}
