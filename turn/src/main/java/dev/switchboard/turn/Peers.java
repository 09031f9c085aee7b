// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.PeerGate.Reach;
import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.IpAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whom one allocation may exchange packets with: permissions by address, and channels, both
/// bounded. They lie with the relay of the peer's family, where packets find them. Confined to the
/// loop of the allocation.
final class Peers {
  private final Worker worker;
  private final List<Relay> relays;
  private final EndpointMap<PeerChannel> channels = new EndpointMap<>(4);
  private int permissions;

  /// @param relays those of the allocation, which may become fewer
  Peers(Worker worker, List<Relay> relays) {
    this.worker = worker;
    this.relays = relays;
  }

  /// All channels by their numbers.
  EndpointMap<PeerChannel> channels() {
    return channels;
  }

  /// The relay is gone, and its peers are with it.
  void forget(Relay relay) {
    permissions -= relay.permissions().size();
    channels.removeIf(channel -> channel.relay() == relay);
  }

  /// Whether so many more permissions have room.
  boolean hasRoomFor(int more) {
    int most = worker.limits().perAllocation().permissions();
    if (permissions + more > most) {
      prunePermissions();
    }
    return permissions + more <= most;
  }

  /// The relay is of the peer's family, where there is one.
  boolean hasPermission(@Nullable Relay relay, IpAddress peer) {
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
}
