// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.IpAddress;
import dev.switchboard.turn.stun.IpAddress.Family;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A relayed transport address: a socket that peers send to, and who of them may. Confined to the
/// loop of its allocation.
final class Relay implements UdpSocket.Receiver {
  private final RelayHost host;
  private final UdpSocket socket;
  private final EndpointMap<Permission> permissions = new EndpointMap<>(4);
  private final EndpointMap<PeerChannel> channels = new EndpointMap<>(4);
  private @Nullable Allocation allocation;

  private Relay(RelayHost host, int port, Worker worker) throws IOException {
    this.host = host;
    Endpoint local = new Endpoint(host.address().local(), port);
    this.socket = worker.sockets().open(local, false, this);
  }

  /// On a port that was taken; it is released when that fails.
  static Relay open(RelayHost host, int port, Worker worker) throws IOException {
    try {
      return new Relay(host, port, worker);
    } catch (IOException e) {
      host.ports().release(port);
      throw e;
    }
  }

  void belongTo(Allocation owner) {
    allocation = owner;
  }

  @Override
  public void received(ByteBuf packet, long high, long low, int port) {
    Allocation owner = allocation;
    if (owner != null) {
      // A relay behind the same 1:1 NAT is known to the client by its external address.
      boolean here = host.isTranslatedLocal(high, low);
      IpAddress external = host.address().external();
      owner.fromPeer(
          this, packet, here ? external.high() : high, here ? external.low() : low, port);
    }
  }

  void send(ByteBuf packet, long high, long low, int port) {
    boolean here = host.isTranslatedExternal(high, low);
    IpAddress local = host.address().local();
    socket.send(packet, here ? local.high() : high, here ? local.low() : low, port);
  }

  /// Whether a permission lets this port pass.
  boolean reaches(Permission permission, int port) {
    return !permission.isRelaysOnly() || host.ports().isTaken(port);
  }

  /// Whether a relay of this address is open on that port.
  boolean hasPeerAt(int port) {
    return host.ports().isTaken(port);
  }

  Family family() {
    return host.address().local().family();
  }

  boolean isV6() {
    return family() == Family.IPV6;
  }

  /// Where peers send to.
  Endpoint external() {
    return new Endpoint(host.address().external(), socket.local().port());
  }

  EndpointMap<Permission> permissions() {
    return permissions;
  }

  EndpointMap<PeerChannel> channels() {
    return channels;
  }

  void close() {
    int port = socket.local().port();
    socket.close(() -> host.ports().release(port));
  }
}
