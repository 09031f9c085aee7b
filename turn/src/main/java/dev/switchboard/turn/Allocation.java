// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.Quotas.Place;
import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.Icmp;
import dev.switchboard.turn.stun.IpAddress.Family;
import dev.switchboard.turn.stun.MobilityTicket;
import dev.switchboard.turn.stun.StunAttribute;
import dev.switchboard.turn.stun.StunClass;
import dev.switchboard.turn.stun.StunMethod;
import dev.switchboard.turn.stun.StunWriter;
import dev.switchboard.turn.stun.TransactionId;
import dev.switchboard.turn.stun.XorPeerAddress;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One client's relays: the path of every relayed packet. With whom, is known to its [Peers]. Lives
/// on the loop of its client, whose thread alone touches it.
///
/// ```
///   client ─ ChannelData ─▶ channel by number ─┐
///   client ─ Send ────────▶ permission ────────┴▶ Relay ─▶ peer
///   peer ─▶ Relay ─▶ channel by address, or permission ─▶ ChannelData or Data ─▶ client
/// ```
final class Allocation implements Route {
  /// Who made it, the answer they got, which a retransmission gets again, and what it counts as.
  record Origin(
      Credentials owner, TransactionId transaction, List<StunAttribute> answer, Place place) {}

  private static final int ICMP_COST = 64;

  private final Worker worker;
  private final Whereabouts whereabouts;
  private @Nullable TicketPair tickets;
  private final List<Relay> relays;
  private final Origin origin;
  private final Meter meter;
  private final Peers peers;

  /// Those of the peers, for the path of the packets.
  private final EndpointMap<PeerChannel> channels;

  private long until;
  private Future<?> timer;
  private boolean ended;

  Allocation(Worker worker, Client client, List<Relay> relays, Origin origin, long lifetime) {
    this.worker = worker;
    this.whereabouts = new Whereabouts(client);
    this.relays = new ArrayList<>(relays);
    this.peers = new Peers(worker, this.relays);
    this.channels = peers.channels();
    this.origin = origin;
    long now = worker.now();
    this.meter = new Meter(worker);
    this.until = now + lifetime;
    relays.forEach(relay -> relay.belongTo(this));
    this.timer = watch(lifetime);
  }

  Origin origin() {
    return origin;
  }

  Client client() {
    return whereabouts.client();
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
    whereabouts.detach();
    if (tickets != null) {
      tickets.end();
    }
    relays.forEach(Relay::close);
    origin.place().release();
    worker.hooks().listener(meter.released(origin.owner().username(), client().address()));
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
    peers.forget(relay);
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

  Peers peers() {
    return peers;
  }

  // -- a client that moves (RFC 8016)

  /// Any thread.
  Worker worker() {
    return worker;
  }

  /// From now on it may follow its client, who has this ticket.
  void mobilise(Tickets issuer, MobilityTicket ticket) {
    tickets = new TicketPair(issuer, ticket, this);
  }

  @Nullable TicketPair tickets() {
    return tickets;
  }

  Whereabouts whereabouts() {
    return whereabouts;
  }

  /// Without its connection an allocation ends, unless the client may come back by another one.
  @Override
  public void left(Client gone) {
    if (whereabouts.isLost(gone) && tickets == null) {
      end();
    }
  }

  // -- packets

  static boolean isData(ByteBuf packet) {
    return (packet.getByte(packet.readerIndex()) & 0xc0) == 0x40 || SendIndication.isOne(packet);
  }

  @Override
  public boolean take(ByteBuf packet) {
    if ((packet.getByte(packet.readerIndex()) & 0xc0) == 0x40) {
      channelData(packet);
      return true;
    }
    if (SendIndication.isOne(packet)) {
      sendIndication(packet);
      return true;
    }
    return false;
  }

  @Override
  public Allocation allocation() {
    return this;
  }

  /// ChannelData from the client: number, length, payload, perhaps padding (RFC 8656 §12.4).
  void channelData(ByteBuf packet) {
    int at = packet.readerIndex();
    int number = packet.getUnsignedShort(at);
    int length = packet.getUnsignedShort(at + 2);
    PeerChannel channel = channels.get(0, number, 0);
    long now = worker.now();
    if (channel == null || length > packet.readableBytes() - 4 || !channel.isOpen(now)) {
      meter.drop();
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
        false,
        now);
  }

  void sendIndication(ByteBuf packet) {
    SendIndication send = worker.indication();
    // Where DF cannot be set, DONT-FRAGMENT is one more attribute that is unknown and required.
    if (!send.read(packet) || (send.isWhole() && !worker.sockets().canSendWhole())) {
      return;
    }
    Relay relay = relay(send.isV6());
    long now = worker.now();
    Permission permission =
        relay == null ? null : relay.permissions().get(send.high(), send.low(), 0);
    if (relay == null || permission == null || !permission.isAlive(now)) {
      meter.drop();
      return;
    }
    send.narrow(packet);
    toPeer(packet, relay, permission, send.high(), send.low(), send.port(), send.isWhole(), now);
  }

  private void toPeer(
      ByteBuf payload,
      Relay relay,
      Permission permission,
      long high,
      long low,
      int port,
      boolean whole,
      long now) {
    if (!isAlive(now)
        || !relay.reaches(permission, port)
        || !meter.mayMove(payload.readableBytes(), now)) {
      meter.drop();
      return;
    }
    meter.toPeer(payload.readableBytes());
    relay.send(payload, high, low, port, whole);
  }

  /// RFC 8656 §11.5. "For ICMP packets, the source IP address MUST NOT be checked against the
  /// permissions list as it would be for UDP packets. Instead, the server extracts the destination
  /// IP address from the encapsulated IP header." How many there are is bounded by the bandwidth.
  void failed(Relay relay, Endpoint peer, Icmp error) {
    long now = worker.now();
    Permission permission = relay.permissions().get(peer.ip().high(), peer.ip().low(), 0);
    boolean permitted = permission != null && permission.isAlive(now) && isAlive(now);
    if (permitted && meter.mayMove(ICMP_COST, now)) {
      StunWriter writer = worker.writer();
      writer.begin(
          StunClass.INDICATION, StunMethod.DATA, TransactionId.random(ThreadLocalRandom.current()));
      client().answer(writer.add(new XorPeerAddress(peer)).add(error));
    }
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
        || !meter.mayMove(payload.readableBytes(), now)) {
      meter.drop();
      return;
    }
    meter.toClient(payload.readableBytes());
    if (channel != null && named) {
      int at = payload.readerIndex() - 4;
      payload.setShort(at, channel.number()).setShort(at + 2, payload.readableBytes());
      payload.readerIndex(at);
    } else {
      worker.indication().wrap(payload, relay.isV6(), high, low, port);
    }
    whereabouts.client().relay(payload);
  }

  Meter meter() {
    return meter;
  }
}
