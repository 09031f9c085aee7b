// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.ConnectionId;
import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.IpAddress;
import dev.switchboard.turn.stun.StunClass;
import dev.switchboard.turn.stun.StunMethod;
import dev.switchboard.turn.stun.StunWriter;
import dev.switchboard.turn.stun.XorPeerAddress;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The connections of a TCP relay: RFC 6062. Peers with a permission connect to its port, and the
/// client has it connect from there. Confined to the loop of its allocation.
final class TcpRelay {
  private final Worker worker;
  private final RelayHost host;
  private final PendingPeers pending;
  private final StreamSockets sockets;
  private final Channel listener;
  private final EndpointMap<PeerConnection> connections = new EndpointMap<>(4);
  private @Nullable Allocation allocation;
  private @Nullable Relay relay;
  private int halfOpen;
  private boolean watching;
  private boolean closed;

  TcpRelay(RelayHost host, int port, Worker worker, PendingPeers pending) throws IOException {
    this.worker = worker;
    this.host = host;
    this.pending = pending;
    this.sockets = StreamSockets.of(worker.loop());
    this.listener = sockets.listener(host.address().local().family());
    listener.pipeline().addLast(new Acceptor());
    // On its own loop, all of this happens at once.
    ChannelFuture registered = loop().register(listener);
    Endpoint local = new Endpoint(host.address().local(), port);
    ChannelFuture bound = listener.bind(local.toSocketAddress());
    if (!registered.isSuccess() || !bound.isSuccess()) {
      listener.close();
      throw new IOException("tcp: cannot listen on " + local, bound.cause());
    }
  }

  void belongTo(Allocation owner, Relay owning) {
    allocation = owner;
    relay = owning;
  }

  int port() {
    return Endpoint.of((InetSocketAddress) listener.localAddress()).port();
  }

  EventLoop loop() {
    return worker.loop();
  }

  long now() {
    return worker.now();
  }

  PendingPeers pending() {
    return pending;
  }

  /// Whether there is a connection with that peer, or one on its way.
  boolean hasConnection(Endpoint peer) {
    return connections.get(peer.ip().high(), peer.ip().low(), peer.port()) != null;
  }

  // -- from the client to a peer

  /// Connects, and answers when that has come to an end. False where there is no room.
  boolean connect(Endpoint peer, Exchange exchange, Allocation owner) {
    if (!enter(owner)) {
      return false;
    }
    Channel channel;
    try {
      channel = sockets.connector(peer.ip().family());
    } catch (IOException _) {
      pending.perClient().leave(owner.client().address().ip());
      return false;
    }
    PeerConnection connection = new PeerConnection(this, channel, peer, owner.origin().owner());
    add(connection, channel);
    // "The local endpoint is the relayed transport address associated with the allocation. The
    // remote endpoint is the one indicated by the XOR-PEER-ADDRESS attribute." (RFC 6062 §5.2)
    boolean here = host.isTranslatedExternal(peer.ip().high(), peer.ip().low());
    Endpoint remote = here ? new Endpoint(host.address().local(), peer.port()) : peer;
    channel
        .connect(remote.toSocketAddress(), listener.localAddress())
        .addListener(done -> connected(connection, exchange, done.isSuccess()));
    return true;
  }

  private void connected(PeerConnection connection, Exchange exchange, boolean success) {
    if (closed) {
      return;
    }
    if (success && connection.isHalfOpen()) {
      // "The server MUST include the CONNECTION-ID attribute in the Connect success response."
      exchange.succeed(List.of(new ConnectionId(connection.await())));
    } else {
      // "If the connection attempt fails or times out, the server MUST return a 447 (Connection
      // Timeout or Failure) error." (§5.2)
      exchange.refuse(447, "Connection Timeout or Failure");
      connection.abort();
    }
  }

  // -- from a peer to the client

  private final class Acceptor extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
      Channel channel = (Channel) accepted;
      // Who has hung up already may have no address any more.
      if (!(channel.remoteAddress() instanceof InetSocketAddress from) || !accept(channel, from)) {
        channel.unsafe().closeForcibly();
      }
    }

    /// Too many open files, for one: the listener goes on.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {}
  }

  /// "If no permission for this peer has been installed for this allocation, the server MUST close
  /// the connection with the peer immediately after it has been accepted." (§5.3)
  private boolean accept(Channel channel, InetSocketAddress from) {
    Endpoint peer = known(Endpoint.of(from));
    Allocation owner = allocation;
    Relay mine = relay;
    if (owner == null
        || mine == null
        || !mine.admits(peer, now())
        || hasConnection(peer)
        || !enter(owner)) {
      return false;
    }
    StreamSockets.silent(channel);
    PeerConnection connection = new PeerConnection(this, channel, peer, owner.origin().owner());
    add(connection, channel);
    announce(owner, peer, connection.await());
    return true;
  }

  /// "The indication MUST include an XOR-PEER-ADDRESS attribute containing the peer's transport
  /// address, as well as a CONNECTION-ID attribute uniquely identifying the peer data connection."
  /// (§5.3)
  private void announce(Allocation owner, Endpoint peer, int id) {
    StunWriter writer = worker.writer();
    writer.begin(StunClass.INDICATION, StunMethod.CONNECTION_ATTEMPT, pending.transaction());
    owner.client().answer(writer.add(new XorPeerAddress(peer)).add(new ConnectionId(id)));
  }

  /// By the address that clients know: a relay behind the same 1:1 NAT has another one here.
  private Endpoint known(Endpoint peer) {
    IpAddress ip = peer.ip();
    return host.isTranslatedLocal(ip.high(), ip.low())
        ? new Endpoint(host.address().external(), peer.port())
        : peer;
  }

  // -- both

  private boolean enter(Allocation owner) {
    TurnLimits.TcpRelays most = worker.limits().tcpRelays();
    return connections.size() < most.perAllocation()
        && halfOpen < most.unbound()
        && pending.perClient().enter(owner.client().address().ip());
  }

  private void add(PeerConnection connection, Channel channel) {
    IpAddress ip = connection.address().ip();
    connections.put(ip.high(), ip.low(), connection.address().port(), connection);
    halfOpen++;
    channel.pipeline().addLast(connection);
    worker.open().hold(channel);
    loop().register(channel);
    watch();
  }

  /// Looks every second, for as long as there is something to wait for.
  private void watch() {
    if (!watching && halfOpen > 0) {
      watching = true;
      loop().schedule(this::look, 1, TimeUnit.SECONDS);
    }
  }

  private void look() {
    watching = false;
    long now = now();
    connections.forEach(connection -> connection.endIfExpired(now));
    watch();
  }

  /// A client has bound one.
  void settled() {
    halfOpen--;
  }

  void closed(PeerConnection connection, boolean wasHalfOpen) {
    IpAddress ip = connection.address().ip();
    connections.remove(ip.high(), ip.low(), connection.address().port());
    halfOpen -= wasHalfOpen ? 1 : 0;
    Allocation owner = allocation;
    if (owner != null) {
      pending.perClient().leave(owner.client().address().ip());
    }
  }

  /// Counts what was moved; the answer is how long to wait before moving more.
  long charge(int bytes, boolean toPeer) {
    Allocation owner = allocation;
    return owner == null ? 0 : owner.meter().charge(bytes, toPeer);
  }

  /// `free` is called once nothing holds the port any more.
  void close(Runnable free) {
    closed = true;
    connections.forEach(PeerConnection::abort);
    listener.close().addListener(_ -> free.run());
  }
}
