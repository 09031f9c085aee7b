// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.PeerGate.Reach;
import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.IpAddress;
import dev.switchboard.turn.stun.IpAddress.Family;
import dev.switchboard.turn.stun.StunAttribute;
import dev.switchboard.turn.stun.TransactionId;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One client's relays, with their permissions and channels: the path of every relayed packet.
/// Lives on the loop of its client, whose thread alone touches it.
///
/// ```
///   client ─ ChannelData ─▶ channel by number ─┐
///   client ─ Send ────────▶ permission ────────┴▶ Relay ─▶ peer
///   peer ─▶ Relay ─▶ channel by address, or permission ─▶ ChannelData or Data ─▶ client
/// ```
final class Allocation {
  /// Who made it, and the answer they got, which a retransmission gets again.
  record Origin(Credentials owner, TransactionId transaction, List<StunAttribute> answer) {}

  private final Worker worker;
  private final Client client;
  private final List<Relay> relays;
  private final Origin origin;
  private final Bucket bucket;
  private final EndpointMap<PeerChannel> channels = new EndpointMap<>(4);
  private int permissions;
  private long until;
  private Future<?> timer;
  private boolean ended;
  private long toPeers;
  private long toClient;
  private long dropped;

  Allocation(Worker worker, Client client, List<Relay> relays, Origin origin, long lifetime) {
    this.worker = worker;
    this.client = client;
    this.relays = new ArrayList<>(relays);
    this.origin = origin;
    long now = worker.now();
    this.bucket = new Bucket(worker.limits().perAllocation().bytesPerSecond(), now);
    this.until = now + lifetime;
    relays.forEach(relay -> relay.belongTo(this));
    this.timer = watch(lifetime);
  }

  Origin origin() {
    return origin;
  }

  Client client() {
    return client;
  }

  /// Whether it relays over TCP (RFC 6062), which datagrams and channels do not pass.
  boolean isTcp() {
    return relays.getFirst().tcp() != null;
  }

  boolean isAlive(long now) {
    return !ended && now - until < 0;
  }

  /// From now on (RFC 8656 §8.2).
  void refresh(long lifetime) {
    until = worker.now() + lifetime;
    timer.cancel(false);
    timer = watch(lifetime);
  }

  private Future<?> watch(long lifetime) {
    return worker.loop().schedule(this::endIfExpired, lifetime, TimeUnit.NANOSECONDS);
  }

  private void endIfExpired() {
    if (!isAlive(worker.now())) {
      end();
    }
  }

  /// Frees everything at once.
  void end() {
    if (ended) {
      return;
    }
    ended = true;
    timer.cancel(false);
    client.detach();
    relays.forEach(Relay::close);
    String username = origin.owner().username();
    worker.quotas().release(username, client.address().ip());
    worker
        .hooks()
        .listener(new TurnEvent.Released(username, client.address(), toPeers, toClient, dropped));
  }

  /// Frees one of two relays, or everything where there is but one.
  void end(int family) {
    Relay relay = relay(family == Family.IPV6.number());
    if (relay == null || relays.size() == 1) {
      end();
      return;
    }
    relays.remove(relay);
    relay.close();
    permissions -= relay.permissions().size();
    channels.removeIf(channel -> channel.relay() == relay);
  }

  /// By the family's number, which may be none that exists.
  boolean hasFamily(int family) {
    for (Relay relay : relays) {
      if (relay.family().number() == family) {
        return true;
      }
    }
    return false;
  }

  @Nullable Relay relay(boolean v6) {
    for (Relay relay : relays) {
      if (relay.isV6() == v6) {
        return relay;
      }
    }
    return null;
  }

  // -- what the client asks for

  /// Whether so many more permissions have room.
  boolean hasRoomFor(int more) {
    int most = worker.limits().perAllocation().permissions();
    if (permissions + more > most) {
      prunePermissions();
    }
    return permissions + more <= most;
  }

  boolean hasPermission(IpAddress peer) {
    Relay relay = relay(peer.isV6());
    Permission found = relay == null ? null : relay.permissions().get(peer.high(), peer.low(), 0);
    return found != null && found.isAlive(worker.now());
  }

  /// Installs or refreshes. The relay is of the peer's family, the peer may be reached.
  Permission permit(Relay relay, IpAddress peer, Reach reach) {
    long now = worker.now();
    Permission found = relay.permissions().get(peer.high(), peer.low(), 0);
    if (found == null) {
      found = new Permission(reach == Reach.RELAYS, now);
      relay.permissions().put(peer.high(), peer.low(), 0, found);
      permissions++;
      Permission made = found;
      relay.channels().forEach(channel -> channel.renew(peer, made));
    }
    found.refresh(now);
    return found;
  }

  private void prunePermissions() {
    long now = worker.now();
    permissions = 0;
    for (Relay relay : relays) {
      relay.permissions().removeIf(permission -> !permission.isAlive(now));
      permissions += relay.permissions().size();
    }
  }

  /// The channel of that number, if it is bound.
  @Nullable PeerChannel channel(int number) {
    PeerChannel channel = channels.get(0, number, 0);
    return channel != null && channel.isBound(worker.now()) ? channel : null;
  }

  /// The channel of that peer, if one is bound.
  @Nullable PeerChannel channel(Relay relay, Endpoint peer) {
    PeerChannel channel = channelOf(relay, peer);
    return channel != null && channel.isBound(worker.now()) ? channel : null;
  }

  private static @Nullable PeerChannel channelOf(Relay relay, Endpoint peer) {
    return relay.channels().get(peer.ip().high(), peer.ip().low(), peer.port());
  }

  /// Binds a number and a peer that are both free, or says that there is no room.
  boolean bind(int number, Relay relay, Permission permission, Endpoint peer) {
    if (channels.size() >= worker.limits().perAllocation().channels()) {
      pruneChannels();
    }
    if (channels.size() >= worker.limits().perAllocation().channels()) {
      return false;
    }
    PeerChannel before = channels.get(0, number, 0);
    if (before != null && channelOf(before.relay(), before.peer()) == before) {
      before.relay().channels().remove(before.high(), before.low(), before.port());
    }
    PeerChannel channel = new PeerChannel(number, relay, permission, peer, worker.now());
    channels.put(0, number, 0, channel);
    relay.channels().put(channel.high(), channel.low(), channel.port(), channel);
    return true;
  }

  private void pruneChannels() {
    long now = worker.now();
    channels.removeIf(channel -> !channel.isBound(now));
    relays.forEach(relay -> relay.channels().removeIf(channel -> !channel.isBound(now)));
  }

  // -- packets

  /// ChannelData from the client: number, length, payload, perhaps padding (RFC 8656 §12.4).
  void channelData(ByteBuf packet) {
    int at = packet.readerIndex();
    int number = packet.getUnsignedShort(at);
    int length = packet.getUnsignedShort(at + 2);
    PeerChannel channel = channels.get(0, number, 0);
    long now = worker.now();
    if (channel == null || length > packet.readableBytes() - 4 || !channel.isOpen(now)) {
      drop();
      return;
    }
    packet.setIndex(at + 4, at + 4 + length);
    toPeer(
        packet,
        channel.relay(),
        channel.permission(),
        channel.high(),
        channel.low(),
        channel.port(),
        now);
  }

  void sendIndication(ByteBuf packet) {
    SendIndication send = worker.indication();
    if (!send.read(packet)) {
      return;
    }
    Relay relay = relay(send.isV6());
    long now = worker.now();
    Permission permission =
        relay == null ? null : relay.permissions().get(send.high(), send.low(), 0);
    if (relay == null || permission == null || !permission.isAlive(now)) {
      drop();
      return;
    }
    send.narrow(packet);
    toPeer(packet, relay, permission, send.high(), send.low(), send.port(), now);
  }

  private void toPeer(
      ByteBuf payload,
      Relay relay,
      Permission permission,
      long high,
      long low,
      int port,
      long now) {
    if (!isAlive(now) || !relay.reaches(permission, port) || !mayMove(payload, now)) {
      drop();
      return;
    }
    toPeers += payload.readableBytes();
    worker.traffic().toPeers(payload.readableBytes());
    relay.send(payload, high, low, port);
  }

  /// What arrives without a permission is dropped (RFC 8656 §11.3).
  void fromPeer(Relay relay, ByteBuf payload, long high, long low, int port) {
    long now = worker.now();
    PeerChannel channel = relay.channels().get(high, low, port);
    boolean named = channel != null && channel.isBound(now);
    Permission permission =
        channel != null && named ? channel.permission() : relay.permissions().get(high, low, 0);
    if (permission == null
        || !permission.isAlive(now)
        || !isAlive(now)
        || !relay.reaches(permission, port)
        || !mayMove(payload, now)) {
      drop();
      return;
    }
    toClient += payload.readableBytes();
    worker.traffic().toClients(payload.readableBytes());
    if (channel != null && named) {
      int at = payload.readerIndex() - 4;
      payload.setShort(at, channel.number()).setShort(at + 2, payload.readableBytes());
      payload.readerIndex(at);
    } else {
      worker.indication().wrap(payload, relay.isV6(), high, low, port);
    }
    client.relay(payload);
  }

  private void drop() {
    dropped++;
    worker.traffic().dropped();
  }

  /// Counts what a TCP relay has moved. What exceeds the limits has to wait: so many nanoseconds.
  long charge(int bytes, boolean toPeer) {
    if (toPeer) {
      toPeers += bytes;
      worker.traffic().toPeers(bytes);
    } else {
      toClient += bytes;
      worker.traffic().toClients(bytes);
    }
    long now = worker.now();
    return Math.max(bucket.borrow(bytes, now), worker.overall().borrow(bytes, now));
  }

  private boolean mayMove(ByteBuf payload, long now) {
    int bytes = payload.readableBytes();
    return bucket.take(bytes, now) && worker.overall().take(bytes, now);
  }
}
